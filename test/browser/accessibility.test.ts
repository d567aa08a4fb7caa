import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { htmlDocument } from '../../src/report/html/html-document.ts';
import type { Page } from '../../src/report/html/page.ts';
import { takePicture } from './artifacts.ts';
import { seriousViolations } from './axe.ts';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { pageOfTexts } from './every-block.ts';
import { everyPage } from './every-page.ts';
import { openDocument, showDocument } from './watched-page.ts';

tellSkipped('accessibility.test.ts');

const pages: readonly (readonly [name: string, pageOf: () => Page])[] = [
  ...everyPage.map(([name, pageOf]) => [name, () => pageOf((report) => report)] as const),
  ['every-block', () => pageOfTexts(['some text', 'more of it'])],
];

// The rest is the same in the dark.
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

describe.skipIf(isSkipped)('in the light and in the dark', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it('every page is for everybody', async () => {
    const watched = await openDocument(browser, '');
    const { page, faults } = watched;
    for (const [name, pageOf] of pages) {
      await page.emulateMedia({ colorScheme: 'light' });
      await showDocument(watched, htmlDocument(pageOf()));
      await takePicture(page, `${name}-light`);
      const light = await seriousViolations(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await takePicture(page, `${name}-dark`);
      const dark = await seriousViolations(page, rulesOfColours);
      expect({ name, light, dark, faults }).toEqual({ name, light: [], dark: [], faults: [] });
    }
  });

  it('is told from what is hard to read, or has no name', async () => {
    const markup =
      '<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#999">grey</p><button></button>';
    const { page } = await openDocument(browser, `<!doctype html>${markup}`);
    const violations = await seriousViolations(page);
    expect(violations).toHaveLength(2);
    expect(violations).toContainEqual(expect.stringMatching(/^color-contrast: /));
    expect(violations).toContainEqual(expect.stringMatching(/^button-name: /));
  });
});
