import { expect, it, onTestFinished } from 'vitest';
import type { Result } from '../../src/summary/result.ts';
import { startTarget } from '../../src/target/server.ts';
import { inrush } from '../support/built-cli.ts';
import { comparisonResult, loadResultOf } from './json-report.ts';

/** Long enough for each request to be sent, short enough to run all. */
const short = { DURATION: '300ms', RAMP: '200ms', WARMUP: '100ms', THINK: '5ms' };
const names = [
  ...['quickstart', 'ramp', 'spike', 'soak', 'poisson', 'ci-gate', 'pipelining'].map(
    (name) => `${name}.yaml`,
  ),
  ...['yaml', 'json', 'ts'].map((ending) => `login-and-browse.${ending}`),
  ...['ts', 'js'].map((ending) => `code-scenario.${ending}`),
];

it('the examples run against the built-in target, and all goes well', async () => {
  const results = await resultsOf(names, await targetUrl());
  const told = names.map((name) => [name, summaryOf(results.get(name))]);
  expect(told).toEqual(
    names.map((name) => [name, { balanced: true, failed: 0, sent: true, gatesFailed: [] }]),
  );
  const shapes = ['yaml', 'json', 'ts'].map((ending) => shapeOf(results.get(`login-and-browse.${ending}`)));
  expect(shapes[1]).toEqual(shapes[0]);
  expect(shapes[2]).toEqual(shapes[0]);
});

it('the example of sync against async is faster async', async () => {
  const flags = ['-e', `BASE_URL=${await targetUrl()}`, '-n', '60', '-c', '10', '-q', '-o', 'json'];
  const outcome = await inrush('sync-vs-async', 'scenarios/sync-vs-async.yaml', ...flags);
  expect(outcome.stderr).toBe('');
  expect(comparisonResult(outcome.stdout).effect.speedup).toBeGreaterThan(1);
});

async function targetUrl(): Promise<string> {
  const target = await startTarget({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => target.close());
  return target.url;
}

/** Two at a time: nothing here depends on how fast it is. */
async function resultsOf(all: readonly string[], url: string): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>();
  const waiting = [...all];
  const runNext = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      results.set(name, await resultOf(name, url));
    }
  };
  await Promise.all([runNext(), runNext()]);
  return results;
}

async function resultOf(name: string, url: string): Promise<Result> {
  const variables = Object.entries({ BASE_URL: url, ...short });
  const flags = variables.flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  return loadResultOf(await inrush('run', `scenarios/${name}`, '-q', '-o', 'json', ...flags));
}

function summaryOf(result: Result | undefined): unknown {
  if (result === undefined) return 'no result';
  const { balanced, ok, httpError, transportError, timeout, checkFailed } = result.accounting;
  // A short run has too few samples for some of them: no data is no failure of the target's.
  const gatesFailed = result.gates.filter(({ verdict }) => verdict === 'failed');
  return { balanced, failed: httpError + transportError + timeout + checkFailed, sent: ok > 0, gatesFailed };
}

/** What doesn't hang on how fast the machine is at the moment. */
function shapeOf(result: Result | undefined): unknown {
  return {
    keys: Object.keys(result ?? {}),
    scenario: result?.scenario,
    requests: result?.requests.map((row) => [row.name, row.method, Object.keys(row)]),
    checks: result?.checks.map(({ request, label }) => [request, label]),
    flows: result?.flows,
    data: result?.data,
    gates: result?.gates.map(({ expression }) => expression),
  };
}
