import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { loadResultOf } from '../../e2e/json-report.ts';
import { startInrush } from '../../support/built-cli.ts';
import { countAbove, responseTimes } from '../decoded.ts';
import { ServerProcess, standStill } from './server-process.ts';

const ratePerS = 200;
const lengthMs = 3000;
const stallMs = 150;
const patient = { timeout: 20_000, interval: 20 };

it(
  'has a stall of its own worker in the response time and not in the service time, and says so',
  { retry: 2 },
  async () => {
    const server = await ServerProcess.start();
    const cli = startInrush([
      server.url,
      '-R',
      `${ratePerS}`,
      '-d',
      `${lengthMs}ms`,
      '-w',
      '1',
      '-o',
      'json',
    ]);
    await expect.poll(async () => (await server.takeArrivals()).length, patient).toBeGreaterThan(0);
    const [worker = NaN] = cli.childPids();
    await sleep(lengthMs / 4);
    const stoppedMs = await standStill(worker, stallMs);
    const result = loadResultOf(await cli.outcome());
    const { accounting, latency, trust } = result;
    const starts = (ratePerS * lengthMs) / 1000;
    expect(accounting).toMatchObject({ planned: starts, ok: starts, balanced: true });
    // The first start of the stall waits for all of it but a gap, and every second start for half of it.
    const longestMs = stoppedMs - 1000 / ratePerS;
    expect((responseTimes(result).maxUs ?? NaN) / 1000).toBeGreaterThan(longestMs - 1);
    expect((latency.startLag?.maxUs ?? NaN) / 1000).toBeGreaterThan(longestMs - 1);
    const waiting = countAbove(responseTimes(result), stoppedMs / 2);
    expect(waiting).toBeGreaterThanOrEqual((ratePerS * stoppedMs) / 2000 - 2);
    // Only what was open when it began was read too late.
    expect(countAbove(latency.serviceTime.all, stoppedMs / 2)).toBeLessThanOrEqual(1);
    expect(trust.level).not.toBe('ok');
  },
);
