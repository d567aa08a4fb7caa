import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun, virtualStartAt } from '../support/virtual-run.ts';
import { asRecordedMs, responseTimes, samplesMs } from './decoded.ts';
import { meanOf, meanWaitMs, serveInTurn } from './lindley.ts';
import { plannedArrivals, ratePerS, type SeededQueue, servicesMs } from './seeded-queue.ts';

const arrivals = 50_000;
const meanServiceMs = 10;

const queues = [0.5, 0.7, 0.8].flatMap((utilization): SeededQueue[] => [
  { kind: 'M/D/1', servers: 1, utilization, meanServiceMs, arrivals, seed: 1 },
  { kind: 'M/M/1', servers: 1, utilization, meanServiceMs, arrivals, seed: 1 },
]);

describe.each(queues)('$kind with a utilisation of $utilization', (queue) => {
  // Who has to wait does so in front of the target, or in front of the only connection.
  const manyConnections = run(queue, 1000);
  const oneConnection = run(queue, 1);

  it.each([
    ['many connections', manyConnections],
    ['one connection', oneConnection],
  ])('has the response times of Lindley’s recursion behind %s', async (_name, running) => {
    const { result, begunAt } = await running;
    const planned = plannedArrivals(queue).map((at) => virtualStartAt + at);
    const seen = samplesMs(responseTimes(result));
    expect(result.accounting).toMatchObject({ planned: arrivals, ok: arrivals, balanced: true });
    // Exact for the instants at which the server got the requests.
    expect(seen).toEqual(asRecordedMs(responsesMs(queue, planned, begunAt)));
    // These are up to a turn of the virtual event loop later than planned, and no end is later for it than that.
    const turnMs = (result.latency.startLag?.maxUs ?? NaN) / 1000 + 0.001;
    const planMs = responsesMs(queue, planned, planned);
    const least = asRecordedMs(planMs);
    const most = asRecordedMs(planMs.map((ms) => ms + turnMs));
    expect(turnMs).toBeLessThan(0.5);
    expect(seen.filter((ms, index) => !(ms >= (least[index] ?? NaN) && ms <= (most[index] ?? NaN)))).toEqual(
      [],
    );
  });

  it('has the mean wait of the formula, within 10 %', async () => {
    const { result } = await manyConnections;
    const lagMs = (result.latency.startLag?.meanUs ?? NaN) / 1000;
    const waitMs = (responseTimes(result).meanUs ?? NaN) / 1000 - lagMs - meanOf(servicesMs(queue));
    const exactMs = meanWaitMs(queue.kind, queue.utilization, meanServiceMs);
    expect(Math.abs(waitMs / exactMs - 1)).toBeLessThan(0.1);
  });

  it('spends its waits in front of the connection, where there is but one', async () => {
    const { result } = await oneConnection;
    const serviceMs = (result.latency.serviceTime.all.meanUs ?? NaN) / 1000;
    expect(serviceMs).toBeCloseTo(meanOf(servicesMs(queue)), 3);
  });
});

/** `begunAt` is when the server got each request, in the time of its clock. */
type QueueRun = { readonly result: Result; readonly begunAt: readonly number[] };

async function run(queue: SeededQueue, connections: number): Promise<QueueRun> {
  const services = servicesMs(queue);
  const begunAt: number[] = [];
  const plan = planFor({
    ratePerS: ratePerS(queue),
    requests: arrivals,
    arrival: 'poisson',
    seed: queue.seed,
    connections,
  });
  const virtual = new VirtualRun(plan, {
    queue: 'server',
    serviceMs: ({ index, now }) => {
      begunAt.push(now);
      return services[index] ?? NaN;
    },
  });
  return { result: await virtual.result(), begunAt };
}

/** From the plan to the end, if requests come to the server at these instants. */
function responsesMs(queue: SeededQueue, planned: readonly number[], arrived: readonly number[]): number[] {
  const served = serveInTurn(arrived, servicesMs(queue));
  return served.map(({ endsAt }, index) => endsAt - (planned[index] ?? NaN));
}
