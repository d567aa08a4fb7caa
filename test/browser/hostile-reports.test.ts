import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { htmlDocument } from '../../src/report/html/html-document.ts';
import type { Page } from '../../src/report/html/page.ts';
import { hostileMarkup } from '../support/hostile-markup.ts';
import { hostileTexts, poisonedReport } from '../support/hostile-report.ts';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { everyPage } from './every-page.ts';
import { isNotIn, markupOf } from './markup-of.ts';
import { openDocument, showDocument } from './watched-page.ts';

tellSkipped('hostile-reports.test.ts');

// Those that are longer than a screen are in every place of hostile-pages.test.ts.
const texts = [...hostileMarkup, ...hostileTexts].filter((text) => text.length < 1000);
const image = '<img src=x onerror=alert(1)>';
/** By turns, as many as there are fields; and then one to all of them. */
const turns: readonly (readonly string[])[] = [texts, [image], ['__proto__']];

describe.skipIf(isSkipped)('a report that is made of hostile texts', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it('draws all its charts and is no other markup, whatever kind it is', async () => {
    const watched = await openDocument(browser, '');
    const { page, faults } = watched;
    for (const [name, pageOf] of everyPage) {
      await showDocument(watched, htmlDocument(pageOf((report) => report)));
      const known = await markupOf(page);
      for (const turn of turns) {
        const poisoned = pageOf((report) => poisonedReport(report, turn));
        await showDocument(watched, htmlDocument(poisoned));
        const foreign = [...(await markupOf(page))].filter(isNotIn(known));
        const charts = await page.locator('canvas').count();
        const seen = { name, foreign, charts, faults: [...faults] };
        expect(seen).toEqual({ name, foreign: [], charts: chartsOf(poisoned), faults: [] });
        if (turn.length === 1) expect(await page.getByRole('main').textContent()).toContain(turn[0]);
      }
    }
  });
});

function chartsOf({ sections }: Page): number {
  return sections.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'chart').length;
}
