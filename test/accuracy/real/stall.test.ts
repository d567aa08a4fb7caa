import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Distribution, Result } from '../../../src/summary/result.ts';
import { countAbove, responseTimes } from '../decoded.ts';
import { measure } from './measured.ts';
import { type Attempt, patient, quietRun } from './quiet-run.ts';
import { ServerProcess } from './server-process.ts';

const ratePerS = 100;
const lengthMs = 10_000;
const stallMs = 1000;
/** From the command's start; the load begins some tenths of a second after that. */
const stallFromMs = 4500;
const toleranceMs = 60;
/** By which the end of the stall may be late before the planned length of it says nothing any more. */
const timerLateMs = 20;

const crews = [
  { connections: 1, workers: 1 },
  { connections: 2, workers: 2 },
  { connections: 100, workers: 1 },
  { connections: 100, workers: 2 },
];

it(
  'makes p95 0.5 s and p99 0.9 s of response time when the server is stopped for 1 s of 10 s',
  patient,
  async ({ skip }) => {
    const { runs } = await quietRun(runAll, skip);
    const starts = ratePerS * (lengthMs / 1000);
    const accounting = { planned: starts, started: starts, ok: starts, balanced: true };
    expect(runs.map(({ result }) => result.accounting)).toMatchObject(runs.map(() => accounting));
  },
);

/** All at the same time, each against a server of its own: it takes as long as one. */
async function runAll(): Promise<Attempt & { readonly runs: readonly Run[] }> {
  const runs = await Promise.all(crews.map(stalledRun));
  const wrong = runs.find((run) => problemsOf(run).length > 0) ?? runs[0];
  if (wrong === undefined) throw new Error('there is nobody to run');
  return { runs, result: wrong.result, problems: runs.flatMap(problemsOf) };
}

type Run = { readonly result: Result; readonly stoppedMs: number };

async function stalledRun({ connections, workers }: (typeof crews)[number]): Promise<Run> {
  const server = await ServerProcess.start();
  const flags = ['-R', `${ratePerS}`, '-d', `${lengthMs}ms`, '-c', `${connections}`, '-w', `${workers}`];
  const [result, stoppedMs] = await Promise.all([
    measure(server.url, ...flags),
    sleep(stallFromMs).then(() => server.standStill(stallMs)),
  ]);
  return { result, stoppedMs };
}

function problemsOf({ result, stoppedMs }: Run): string[] {
  const { connections, workers } = result.load;
  const isTimerLate = Math.abs(stoppedMs - stallMs) > timerLateMs;
  const problems = [stoppedMs, ...(isTimerLate ? [] : [stallMs])].flatMap((actualMs) =>
    expectations(actualMs)
      .map(({ name, expectedMs, of }) => ({ name, expectedMs, seenMs: of(responseTimes(result)) }))
      .filter(({ expectedMs, seenMs }) => !(Math.abs(seenMs - expectedMs) <= toleranceMs))
      .map(({ name, expectedMs, seenMs }) => `${name} is ${seenMs} ms and not ${expectedMs} ms`),
  );
  // Only what a connection had open when the server stopped is slow, and no request that waited behind it.
  const slow = countAbove(result.latency.serviceTime.all, stallMs / 4);
  if (slow < 1 || slow > connections) problems.push(`${slow} slow service times`);
  return problems.map((problem) => `${connections} connections, ${workers} workers: ${problem}`);
}

type Expectation = {
  readonly name: string;
  readonly expectedMs: number;
  readonly of: (response: Distribution) => number;
};

/** `P(responseTime > x) = (S − x)/T`: the q-quantile is `S − (1 − q)T`. */
function expectations(actualMs: number): Expectation[] {
  return [
    { name: 'p95', expectedMs: actualMs - 0.05 * lengthMs, of: ({ p95Us }) => (p95Us ?? NaN) / 1000 },
    { name: 'p99', expectedMs: actualMs - 0.01 * lengthMs, of: ({ p99Us }) => (p99Us ?? NaN) / 1000 },
    { name: 'max', expectedMs: actualMs, of: ({ maxUs }) => (maxUs ?? NaN) / 1000 },
  ];
}
