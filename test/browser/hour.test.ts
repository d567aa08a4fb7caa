import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { render } from '../../src/report/registry.ts';
import { hourRun } from '../support/hour-run.ts';
import { artifactPath, takePicture } from './artifacts.ts';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { blankPage, documentUrl } from './watched-page.ts';

tellSkipped('hour.test.ts');

const mostBytes = 2_000_000;
const mostMs = 1000;
const openings = 3;

/** What the page says of itself: since it was asked for, until it was drawn, and until a click was answered. */
type Times = { readonly drawnMs: number; readonly sortedMs: number };

describe.skipIf(isSkipped)('the report of an hour', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it('is small, and ready before one waits for it', async () => {
    const html = await render(hourRun(), 'html', { palette: plain, latency: true });
    const bytes = Buffer.byteLength(html);
    expect(bytes).toBeLessThan(mostBytes);
    const url = await documentUrl(html);
    const opened: Times[] = [];
    while (opened.length < openings) opened.push(await timesOf(browser, url));
    const figures = JSON.stringify({ bytes, opened });
    await writeFile(await artifactPath('hour.json'), `${figures}\n`);
    process.stderr.write(`the report of an hour: ${figures}\n`);
    // Whatever else the machine does only ever adds to it.
    expect(Math.min(...opened.map(({ sortedMs }) => sortedMs))).toBeLessThan(mostMs);
  });
});

async function timesOf(browser: Browser, url: string): Promise<Times> {
  const { page, faults } = await blankPage(browser, new URL(url), { offline: true });
  await page.addInitScript(watchReadiness);
  await page.goto(url);
  const times = await page.evaluate(async () => (globalThis as unknown as { times: Promise<Times> }).times);
  await takePicture(page, 'hour');
  expect(faults).toEqual([]);
  await page.context().close();
  return times;
}

/** Looks at each frame whether all charts in sight are drawn, then presses a heading of the longest table. */
function watchReadiness(): void {
  const nextFrame = async (): Promise<void> => {
    if (performance.now() > 10_000) throw new Error('it is not ready after 10 s');
    return new Promise((resolve) => {
      requestAnimationFrame(() => resolve());
    });
  };
  const isInSight = (canvas: HTMLCanvasElement): boolean => canvas.getBoundingClientRect().top < innerHeight;
  const isDrawn = (canvas: HTMLCanvasElement): boolean => {
    const small = new OffscreenCanvas(50, 25);
    const context = small.getContext('2d', { willReadFrequently: true });
    context?.drawImage(canvas, 0, 0, small.width, small.height);
    const data = context?.getImageData(0, 0, small.width, small.height).data ?? [];
    return data.some((value) => value > 0);
  };
  const firstCell = (table: HTMLTableElement | null | undefined): string =>
    table?.tBodies[0]?.rows[0]?.textContent ?? '';
  const watch = async (): Promise<Times> => {
    for (;;) {
      await nextFrame();
      const canvases = [...document.querySelectorAll('canvas')].filter(isInSight);
      if (canvases.length > 0 && canvases.every(isDrawn)) break;
    }
    const drawnMs = performance.now();
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('th:first-child button')];
    const rowsOf = (button: HTMLButtonElement): number => button.closest('table')?.rows.length ?? 0;
    const button = buttons.toSorted((a, b) => rowsOf(b) - rowsOf(a))[0];
    const table = button?.closest('table');
    const before = firstCell(table);
    button?.click();
    while (firstCell(table) === before) await nextFrame();
    await nextFrame();
    return { drawnMs, sortedMs: performance.now() };
  };
  Reflect.set(globalThis, 'times', watch());
}
