import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { hostileMarkup } from '../support/hostile-markup.ts';
import { colourShares, pictureOfCharts } from './charts.ts';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { pageOfTexts } from './every-block.ts';
import { LiveServer } from './live-server.ts';
import { smallPage, smallUpdate } from './small-page.ts';
import { openDocument, openPage } from './watched-page.ts';

tellSkipped('live-page.test.ts');

describe.skipIf(isSkipped)('a page that is served live', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it('draws what comes, and leaves sorting and focus as they are', async () => {
    const server = await LiveServer.start(smallPage(2));
    const { page, faults } = await openPage(browser, server.url);
    await isLive(page, server);
    const sort = page.getByRole('button', { name: /^Answered/ });
    await sort.click();
    await sort.click();
    const before = await rowsOf(page);
    const drawn = await pictureOfCharts(page);
    server.send('update', smallUpdate(3));
    await page.getByText('3 s', { exact: true }).waitFor();
    expect(before).toEqual([
      ['order', '18'],
      ['item', '36'],
      ['item', '54'],
      ['cart', '72'],
    ]);
    expect(await rowsOf(page)).toEqual([
      ['order', '27'],
      ['item', '54'],
      ['item', '81'],
      ['cart', '108'],
    ]);
    expect(await sort.evaluate((button) => button === document.activeElement)).toBe(true);
    await expect.poll(() => pictureOfCharts(page)).not.toEqual(drawn);
    expect(faults).toEqual([]);
  });

  it('comes back when the connection was lost', async () => {
    const server = await LiveServer.start(smallPage(2));
    const { page } = await openPage(browser, server.url);
    await isLive(page, server);
    server.dropReaders();
    await page.getByText('Connection lost').waitFor();
    await isLive(page, server);
    server.send('update', smallUpdate(3));
    await expect.poll(() => page.getByRole('main').innerText()).toContain('3 s');
  });

  it('stops what is going on after a second question, by keys as well', async () => {
    const server = await LiveServer.start(smallPage(2));
    const { page, faults } = await openPage(browser, server.url);
    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.getByRole('button', { name: 'Go on' }).press('Escape');
    await page.getByRole('button', { name: 'Stop' }).press('Enter');
    expect(server.stops).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Stop now');
    await page.keyboard.press('Enter');
    await expect.poll(() => server.stops).toBe(1);
    expect(faults).toEqual([]);
  });

  it('ends with the last that came, and can be saved when the server is gone', async () => {
    const server = await LiveServer.start(smallPage(2));
    const { page, faults } = await openPage(browser, server.url);
    await isLive(page, server);
    server.send('end', smallUpdate(3, { status: { tone: 'good', label: 'passed' }, live: null }));
    await page.getByText('passed').waitFor();
    server.close();
    expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
    const saved = await openDocument(browser, await saveOf(page));
    expect(await saved.page.getByRole('main').innerText()).toBe(await page.getByRole('main').innerText());
    await expect.poll(async () => Math.max(...(await colourShares(saved.page)))).toBeGreaterThan(0);
    expect(saved.faults).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(/^download: /)]);
  });

  it('takes hostile texts for texts, when they come and when they are saved', async () => {
    const server = await LiveServer.start(smallPage(2));
    const { page, faults } = await openPage(browser, server.url);
    await isLive(page, server);
    const hostile = pageOfTexts(hostileMarkup.slice(0, 40));
    const frames = { frame: { from: 0, columns: hostile.frames['frame']?.columns ?? [] } };
    server.send('end', { ...smallUpdate(3, hostile), frames });
    await page.getByText('<img src=x onerror=alert(1)>', { exact: true }).first().waitFor();
    const saved = await openDocument(browser, await saveOf(page));
    expect(await saved.page.getByRole('main').innerText()).toBe(await page.getByRole('main').innerText());
    expect(saved.faults).toEqual([]);
    expect(faults).toEqual([expect.stringMatching(/^download: /)]);
  });
});

async function isLive(page: Page, server: LiveServer): Promise<void> {
  await page.getByText('Live', { exact: true }).waitFor();
  await expect.poll(() => server.readers).toBe(1);
}

async function rowsOf(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = await page.getByRole('table', { name: 'Requests by name' }).getByRole('row').all();
  const texts = await Promise.all(rows.map(async (row) => row.locator('th, td').allInnerTexts()));
  return texts.slice(1);
}

/** The file that the button of the page makes. */
async function saveOf(page: Page): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save this page' }).click();
  return readFile(await (await download).path(), 'utf8');
}
