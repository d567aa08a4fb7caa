import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../../artifacts/', import.meta.url));

/** Where to leave something for whoever wants to see what the tests saw; git doesn't. */
export async function artifactPath(name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return join(folder, name);
}

/** The whole page as it looks now. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: await artifactPath(`${name}.png`), fullPage: true });
}
