import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { htmlDocument } from '../../src/report/html/html-document.ts';
import { hostileMarkup } from '../support/hostile-markup.ts';
import { hostileTexts } from '../support/hostile-report.ts';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { idOf, pageOfTexts } from './every-block.ts';
import { isNotIn, markupOf } from './markup-of.ts';
import { openDocument } from './watched-page.ts';

tellSkipped('hostile-pages.test.ts');

const texts = [...hostileMarkup, ...hostileTexts];

describe.skipIf(isSkipped)('a page of hostile texts', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it('shows each of them, in every place there is, as text', async () => {
    const plain = await openDocument(browser, htmlDocument(pageOfTexts(['plain', 'also plain'])));
    const hostile = await openDocument(browser, htmlDocument(pageOfTexts(texts)));
    expect(await hiddenTexts(hostile.page)).toEqual([]);
    expect([...(await markupOf(hostile.page))].filter(isNotIn(await markupOf(plain.page)))).toEqual([]);
    expect([...plain.faults, ...hostile.faults]).toEqual([]);
  });

  it('lets no script run that came in as markup all the same', async () => {
    const markup = '<img src="data:,x" onerror="alert(1)"><script>alert(2)</script>';
    const html = htmlDocument(pageOfTexts(['plain', 'also plain'])).replace('<body>', `<body>${markup}`);
    const { faults } = await openDocument(browser, html);
    const isRefused = /^(request: data:,x|console error: .*Content Security Policy)/;
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.filter((fault) => !isRefused.test(fault))).toEqual([]);
  });

  it('would be told from one that escapes nothing', async () => {
    const html = htmlDocument(pageOfTexts(hostileMarkup.slice(0, 1)));
    const open = html.replaceAll(String.raw`\u003c`, '<').replace(/<meta http-equiv="Content-Sec.*?>/, '');
    const { faults } = await openDocument(browser, open);
    expect(faults).toContain('dialog: 1');
  });
});

/** Those whose section does not show them to the letter; they go as ASCII, for some are no valid text. */
async function hiddenTexts(page: Page): Promise<readonly string[]> {
  const asked = JSON.stringify(texts.map((text, index) => [idOf(index), text]));
  return page.evaluate((json) => {
    const parts = JSON.parse(json) as [id: string, text: string][];
    return parts.flatMap(([id, text]) =>
      document.querySelector(`#${id}`)?.textContent.includes(text) === true ? [] : [text],
    );
  }, asked);
}
