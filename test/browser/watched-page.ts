import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** A page, and what it has done that a sound one never does: it complained, asked, went elsewhere or fetched from there. */
export type WatchedPage = { readonly page: Page; readonly faults: readonly string[] };

/** The page at that address, in a profile of its own which is gone after the test. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const watched = await blankPage(browser, new URL(url), options);
  await watched.page.goto(url);
  return watched;
}

/** A document as somebody opens it who was sent the file and has no network. */
export async function openDocument(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  return openPage(browser, await documentUrl(html), { ...options, offline: true });
}

/** The same file with another text, opened again: quicker than a new profile. */
export async function showDocument({ page }: WatchedPage, html: string): Promise<void> {
  await writeFile(fileURLToPath(page.url()), html);
  await page.reload();
}

/** Where a file with that text is, until the test is over. */
export async function documentUrl(html: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inrush-page-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'report.html');
  await writeFile(path, html);
  return pathToFileURL(path).href;
}

/** Without movement, so that what is seen is how it stays. No address yet: what the page does is held against `home` from the start. */
export async function blankPage(
  browser: Browser,
  home: URL,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  onTestFinished(() => context.close());
  const faults: string[] = [];
  watch(context, home, faults);
  const page = await context.newPage();
  context.on('page', (other) => faults.push(`opened a window: ${other.url()}`));
  page.on('download', (download) => faults.push(`download: ${download.suggestedFilename()}`));
  return { page, faults };
}

function watch(context: BrowserContext, home: URL, faults: string[]): void {
  context.on('console', (message) => faults.push(`console ${message.type()}: ${message.text()}`));
  context.on('weberror', (failure) => faults.push(`error: ${String(failure.error())}`));
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    // The page may be gone by then.
    dialog.dismiss().catch(() => {});
  });
  context.on('request', (request) => {
    if (!isAtHome(request.url(), home)) faults.push(`request: ${request.url()}`);
  });
}

/** A file is alone; a server may be asked for anything. */
function isAtHome(url: string, home: URL): boolean {
  return home.protocol === 'file:' ? url.split('#')[0] === home.href : new URL(url).origin === home.origin;
}
