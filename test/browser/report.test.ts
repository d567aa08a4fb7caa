import { writeFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { render } from '../../src/report/registry.ts';
import { hourRun } from '../support/hour-run.ts';
import { artifactPath } from './artifacts.ts';
import { colourShares, pictureOfCharts } from './charts.ts';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { openDocument, type WatchedPage } from './watched-page.ts';

tellSkipped('report.test.ts');

const directions = new Set(['ascending', 'descending']);

describe.skipIf(isSkipped)('a report that is opened from disk', () => {
  let browser: Browser;
  let html: string;

  beforeAll(async () => {
    browser = await launchChromium();
    html = await render(hourRun(), 'html', { palette: plain, latency: true });
    return () => browser.close();
  });

  const open = async (): Promise<WatchedPage> => openDocument(browser, html);

  it('draws every chart', async () => {
    const { page, faults } = await open();
    const charts = await page.locator('canvas').all();
    expect(charts.length).toBeGreaterThanOrEqual(3);
    for (const chart of charts) {
      await chart.scrollIntoViewIfNeeded();
      await expect.poll(async () => Math.min(...(await colourShares(page)))).toBeGreaterThan(0.001);
    }
    expect(faults).toEqual([]);
  });

  it('sorts a table by the column that is pressed, up and down', async () => {
    const { page, faults } = await open();
    const table = longestTable(page);
    const heads = await table.getByRole('columnheader').all();
    for (const [index, head] of heads.entries()) {
      await head.getByRole('button').click();
      const once = await column(table, index);
      const direction = await head.getAttribute('aria-sort');
      await head.getByRole('button').click();
      expect(new Set([direction, await head.getAttribute('aria-sort')])).toEqual(directions);
      expect(await column(table, index)).toHaveLength(20);
      expect(isOrdered(once)).toBe(true);
      expect((await column(table, index)).toSorted()).toEqual(once.toSorted());
      expect(await table.locator('th[aria-sort$="ending"]').count()).toBe(1);
    }
    expect(faults).toEqual([]);
  });

  it('wears the theme that is chosen, also when it is opened again', async () => {
    const { page, faults } = await open();
    const theme = (name: string): Locator => page.getByRole('radio', { name });
    await theme('Light').check({ force: true });
    const light = await looks(page);
    await theme('Dark').check({ force: true });
    const dark = await looks(page);
    expect(dark.background).toBeLessThan(light.background);
    expect(dark.charts).not.toEqual(light.charts);
    await page.reload();
    expect(await theme('Dark').isChecked()).toBe(true);
    expect((await looks(page)).background).toBe(dark.background);
    expect(faults).toEqual([]);
  });

  it('is used by the keyboard alone', async () => {
    const { page, faults } = await open();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toMatchObject({ name: 'Skip to content', isOutlined: true });
    await page.keyboard.press('Enter');
    expect(await focused(page)).toMatchObject({ role: 'MAIN' });
    const head = await tabTo(page, 'th button');
    await page.keyboard.press('Enter');
    const first = await page.evaluate(() => document.activeElement?.closest('th')?.ariaSort);
    await page.keyboard.press('Space');
    const second = await page.evaluate(() => document.activeElement?.closest('th')?.ariaSort);
    expect(new Set([first, second])).toEqual(directions);
    expect(head.isOutlined).toBe(true);
    await page.reload();
    await tabTo(page, 'input[name=theme]');
    const before = await looks(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect((await looks(page)).background).not.toBe(before.background);
    expect(faults).toEqual([]);
  });

  it('shows where the keyboard is, and lets it through to the end', async () => {
    const { page } = await open();
    const places = await page.evaluate(
      () => document.querySelectorAll('a[href], button:not(:disabled), summary, [tabindex="0"]').length,
    );
    const seen: Focused[] = [];
    for (let press = 0; press < places + 10; press++) {
      await page.keyboard.press('Tab');
      const place = await focused(page);
      if (place.role === 'BODY') break;
      seen.push(place);
    }
    expect((await focused(page)).role).toBe('BODY');
    expect(seen.filter(({ isOutlined }) => !isOutlined)).toEqual([]);
    expect(seen.length).toBeGreaterThan(10);
  });

  it('is printed, and no wider than the paper', async () => {
    const { page, faults } = await open();
    const pdf = await page.pdf({ format: 'A4' });
    await writeFile(await artifactPath('hour.pdf'), pdf);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
    // A4 without its margins, which the page takes before it is printed.
    await page.setViewportSize({ width: 703, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    const widthPx = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return document.documentElement.scrollWidth;
    });
    // It is shrunk a little where it must.
    expect(widthPx).toBeLessThan(1.05 * 703);
    expect(faults).toEqual([]);
  });
});

type Focused = { readonly role: string; readonly name: string; readonly isOutlined: boolean };

function longestTable(page: Page): Locator {
  return page
    .locator('table')
    .filter({ has: page.locator('tbody tr:nth-child(20)') })
    .first();
}

async function column(table: Locator, index: number): Promise<readonly string[]> {
  return table.locator(`tbody tr > :nth-child(${index + 1})`).allInnerTexts();
}

/** Up or down, as numbers where they all are numbers. */
function isOrdered(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => Number(text.replaceAll(',', '')));
  if (numbers.some(Number.isNaN)) return true;
  const up = numbers.toSorted((a, b) => a - b);
  return [up.join(' '), up.toReversed().join(' ')].includes(numbers.join(' '));
}

/** How light the page is, 0 to 255, and what its charts look like. */
async function looks(page: Page): Promise<{ background: number; charts: readonly string[] }> {
  await page.evaluate(
    async () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const background = Math.max(...(colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number));
  return { background, charts: await pictureOfCharts(page) };
}

async function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    // What is hidden, as a radio button may be, is outlined by what stands for it.
    const shown = [element, element.nextElementSibling, element.parentElement].filter(
      (each) => each !== null,
    );
    const isOutlined = shown.some((each) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    return { role: element.tagName, name: element.textContent, isOutlined };
  });
}

/** Presses Tab until it is there. */
async function tabTo(page: Page, selector: string): Promise<Focused> {
  for (let press = 0; press < 300; press++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) {
      return focused(page);
    }
  }
  return expect.unreachable(`no Tab leads to ${selector}`);
}
