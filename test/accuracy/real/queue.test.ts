import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/summary/result.ts';
import { responseTimes } from '../decoded.ts';
import { meanOf, meanWaitMs, type QueueKind, serveInTurn } from '../lindley.ts';
import { plannedArrivals, ratePerS, type SeededQueue, serversOf, servicesMs } from '../seeded-queue.ts';
import { measure } from './measured.ts';
import { type Attempt, patient, quietRun } from './quiet-run.ts';
import { ServerProcess } from './server-process.ts';

/**
 * Twenty servers with 7 ms of work side by side, and not one with 0.35 ms: as many arrivals in the same time, but waits that
 * the noise of a machine doesn't drown. The mean of 20,000 waits that depend on each other strays by some 5 % from the
 * formula (a standard deviation of 7.8/√n for M/M/1 at this utilisation). With this seed it strays by less than 1 %, so that
 * whatever is missing is ours.
 */
const seeded = { servers: 20, utilization: 0.7, meanServiceMs: 7, arrivals: 20_000, seed: 18 };
const tolerance = 0.1;

describe('servers at a utilisation of 0.7', () => {
  it.for<QueueKind>(['M/D/1', 'M/M/1'])(
    'make requests wait as long as the formula and Lindley’s recursion say, to a tenth: %s',
    patient,
    async (kind, { skip }) => {
      const queue: SeededQueue = { kind, ...seeded };
      const server = await ServerProcess.start();
      const { result } = await quietRun(() => measureWaits(server, queue), skip);
      expect(result.accounting).toMatchObject({
        planned: queue.arrivals,
        ok: queue.arrivals,
        balanced: true,
      });
    },
  );
});

async function measureWaits(server: ServerProcess, queue: SeededQueue): Promise<Attempt> {
  const overheadMs = await medianOverheadMs(server, queue);
  const { result, arrivals } = await runQueue(server, queue);
  const waitMs = (responseTimes(result).meanUs ?? NaN) / 1000 - meanOf(servicesMs(queue)) - overheadMs;
  const expectedMs = {
    'the formula': meanWaitMs(queue.kind, queue.utilization, queue.meanServiceMs),
    'the plan': meanLindleyMs(plannedArrivals(queue), queue),
    'the arrivals': meanLindleyMs(arrivals, queue),
  };
  const problems = Object.entries(expectedMs)
    .filter(([, ms]) => !(Math.abs(waitMs / ms - 1) < tolerance))
    .map(([name, ms]) => `a mean wait of ${waitMs} ms, and by ${name} ${ms} ms`);
  return { result, problems };
}

/**
 * What a response takes beyond waiting and work, such as the way through the sockets: at the same rate and with as much
 * work, but regular and in turns, so that nobody waits. The median, for a moment in which the machine was busy is no part
 * of it.
 */
async function medianOverheadMs(server: ServerProcess, queue: SeededQueue): Promise<number> {
  const { arrivals, servers, meanServiceMs } = queue;
  server.demand(
    Array.from({ length: arrivals }, () => meanServiceMs),
    Array.from({ length: arrivals }, (_, index) => index % servers),
  );
  const result = await measure(server.url, '-R', `${ratePerS(queue)}`, '-d', '1s', '-w', '1');
  return (responseTimes(result).p50Us ?? NaN) / 1000 - meanServiceMs;
}

async function runQueue(
  server: ServerProcess,
  queue: SeededQueue,
): Promise<{ result: Result; arrivals: number[] }> {
  server.demand(servicesMs(queue), serversOf(queue));
  const load = ['-R', `${ratePerS(queue)}`, '-n', `${queue.arrivals}`, '--arrival', 'poisson'];
  const result = await measure(server.url, ...load, '--seed', `${queue.seed}`, '-w', '1');
  return { result, arrivals: await server.takeArrivals() };
}

function meanLindleyMs(arrivals: readonly number[], queue: SeededQueue): number {
  return meanOf(serveInTurn(arrivals, servicesMs(queue), serversOf(queue)).map(({ waitMs }) => waitMs));
}
