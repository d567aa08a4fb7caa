import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { chromium } from 'playwright-core';

/** Of a page, in CSS pixels; the picture is smaller, since GitHub shows it smaller still. */
const viewport = { width: 1200, height: 1000 };
const scale = 0.8;
/** What a reader of the README has to load for one picture. */
const mostBytes = 120_000;
/** For charts to be drawn in other colours. */
const settleMs = 700;

/** A browser that takes pictures of pages, light and dark. */
export class Photographer {
  #browser;

  static async start() {
    const photographer = new Photographer();
    const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
    photographer.#browser = await chromium.launch({ executablePath });
    return photographer;
  }

  async open(url) {
    const page = await this.#browser.newPage({ viewport, deviceScaleFactor: scale, reducedMotion: 'reduce' });
    await page.goto(url);
    return page;
  }

  /** `path-light.png` and `path-dark.png`, of what is seen without scrolling, or from a section on. */
  async take(page, path, section = null) {
    if (section !== null) {
      await page.evaluate((id) => globalThis.document.getElementById(id).scrollIntoView(), section);
    }
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(settleMs);
      await page.screenshot({ path: `${path}-${colorScheme}.png` });
      tellOf(`${path}-${colorScheme}.png`);
    }
    await page.close();
  }

  close() {
    return this.#browser.close();
  }
}

/** How large a picture is, and whether that is too much. */
export function tellOf(file) {
  const { size } = statSync(file);
  const note = size > mostBytes ? `: too much, ${mostBytes} at most` : '';
  process.stderr.write(`${basename(file)}  ${size} bytes${note}\n`);
}
