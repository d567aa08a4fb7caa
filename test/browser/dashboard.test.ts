import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonReport } from '../../src/report/json.ts';
import { plain } from '../../src/report/palette.ts';
import { countingServer } from '../e2e/counting-server.ts';
import { loadResultOf } from '../e2e/json-report.ts';
import { startInrush, temporaryFolder, type RunningCli } from '../support/built-cli.ts';
import { storedRun } from '../support/stored-run.ts';
import { takePicture } from './artifacts.ts';
import { seriousViolations } from './axe.ts';
import { colourShares } from './charts.ts';
import { isSkipped, launchChromium, tellSkipped } from './chromium.ts';
import { openPage } from './watched-page.ts';

tellSkipped('dashboard.test.ts');

const markup = '<img src=x onerror=alert(1)>';
const options = { palette: plain, latency: false };

describe.skipIf(isSkipped)('the dashboard of a run', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it('draws it while it goes, and becomes its report', async () => {
    const server = await countingServer();
    const run = startInrush([server.url, '-d', '3', '-R', '200', '-c', '2', '--ui', '-o', 'json']);
    const { page, faults } = await openPage(browser, await addressOf(run));
    await page.getByText('Live', { exact: true }).waitFor();
    await expect
      .poll(async () => Math.max(...(await colourShares(page))), { timeout: 5000 })
      .toBeGreaterThan(0);
    await takePicture(page, 'dashboard-live');
    await page.getByText('Live', { exact: true }).waitFor({ state: 'detached' });
    const outcome = await run.outcome();
    expect(outcome.exitCode).toBe(0);
    expect(outcome.tookMs).toBeLessThan(10_000);
    expect(loadResultOf(outcome).accounting).toMatchObject({ started: 600, balanced: true });
    expect(await page.getByRole('main').innerText()).toContain('600');
    await takePicture(page, 'dashboard-ended');
    expect(await seriousViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('ends it when somebody says so twice, whatever names and answers there are', async () => {
    const server = await countingServer({
      answer: (response) => response.writeHead(418, '</script><script>alert(2)</script>').end(markup),
    });
    const file = join(await temporaryFolder(), 'hostile.json');
    await writeFile(file, JSON.stringify(hostileScenario(server.url)));
    const run = startInrush(['run', file, '--ui', '-o', 'json']);
    const { page, faults } = await openPage(browser, await addressOf(run));
    await expect.poll(() => page.getByRole('main').innerText(), { timeout: 10_000 }).toContain(markup);
    await page.getByRole('button', { name: 'Stop' }).click();
    // Running, and asked whether to end.
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Stop now' }).click();
    const outcome = await run.outcome();
    expect(outcome.exitCode).toBe(130);
    expect(outcome.tookMs).toBeLessThan(20_000);
    const { completion } = loadResultOf(outcome);
    const reason = expect.stringContaining('stopped from the dashboard') as unknown;
    expect(completion).toMatchObject({ state: 'partial', reasons: [reason] });
    await expect.poll(() => page.locator('body').innerText()).toContain('stopped from the dashboard');
    await takePicture(page, 'dashboard-stopped');
    expect(faults).toEqual([]);
  });
});

describe.skipIf(isSkipped)('a folder of results', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    return () => browser.close();
  });

  it('is a list, of which any two are compared', async () => {
    const folder = await temporaryFolder();
    const runs = {
      'main.json': storedRun(),
      [`${markup}.json`]: storedRun({ p50Ms: 13, minute: 9 }),
    };
    for (const [name, run] of Object.entries(runs)) {
      await writeFile(join(folder, name), jsonReport(run, options));
    }
    const { page, faults } = await openPage(browser, await addressOf(startInrush(['ui', folder])));
    expect(await page.getByRole('main').innerText()).toContain(`${markup}.json`);
    await takePicture(page, 'folder');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Base: main.json' }).check();
    await page.getByRole('radio', { name: 'Head: <img' }).check();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/base=main\.json/);
    expect(await page.getByRole('main').innerText()).toContain(`${markup}.json`);
    await takePicture(page, 'folder-compared');
    expect(await seriousViolations(page)).toEqual([]);
    await page.goBack();
    await page.getByRole('link', { name: '<img src=x' }).click();
    await expect.poll(() => page.getByRole('main').innerText()).toContain('13.0 ms');
    expect(faults).toEqual([]);
  });
});

function hostileScenario(target: string): object {
  return {
    name: `</title>${markup}`,
    target,
    steps: [{ name: markup, get: '/', check: { status: 200, body: { contains: `"${markup}` } } }],
    load: { kind: 'constant-arrival-rate', rate: '100/s', for: '60s' },
  };
}

/** The address that it tells at the start: beside what it is about, or in its place. */
async function addressOf(run: RunningCli): Promise<string> {
  const address = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{20,}\//;
  await expect.poll(() => run.stderr + run.stdout, { timeout: 10_000 }).toMatch(address);
  return address.exec(run.stderr + run.stdout)?.[0] ?? '';
}
