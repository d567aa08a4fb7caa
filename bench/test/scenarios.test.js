import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scenarioSection } from '../page/scenario-section.js';
import { scenarioCases } from '../scenarios/contenders.js';
import { flowFailure } from '../scenarios/measure.js';

describe('a run of the flow counts', () => {
  const served = { login: 50, page: 1000, order: 980, refused: 0, unknown: 0 };
  for (const [what, counts, requests, said] of [
    ['when the server saw all of it', served, 2030, null],
    ['on a server that doesn’t count', null, 5, null],
    ['not when a request was refused', { ...served, refused: 1 }, 2030, 'the server refused 1 requests'],
    ['not when nobody logged in', { ...served, login: 0 }, 2030, '0 logins of 50 users'],
    ['not with a login for each iteration', { ...served, login: 980 }, 2960, '980 logins of 50 users'],
    ['not without the orders', { ...served, order: 0 }, 1050, '1000 pages of orders and 0 orders'],
    ['not when others count less', served, 4000, 'the server counted 2030 requests, and not 4000'],
  ]) {
    it(what, () => assert.equal(flowFailure(counts, { requests }), said));
  }
});

describe('the output of Artillery', () => {
  const [, { contenders }] = scenarioCases;
  const { generator } = contenders.find(({ name }) => name === 'artillery');
  const aggregate = (counters) => ({
    counters: { 'http.responses': 3000, 'http.codes.200': 3000, 'vusers.failed': 0, ...counters },
    summaries: { 'http.response_time': { median: 12.5, p99: 30 } },
    firstCounterAt: 1000,
    lastCounterAt: 4000,
  });
  const read = (counters) => generator.read({ result: JSON.stringify({ aggregate: aggregate(counters) }) });

  it('is read', () => {
    assert.deepEqual(read({}), { perS: 1000, requests: 3000, p50Us: 12_500, p99Us: 30_000, errors: [] });
  });

  it('has errors where it says so', () => {
    const counters = { 'http.codes.401': 2, 'errors.Failed capture or match': 1, 'vusers.failed': 1 };
    assert.deepEqual(read(counters).errors, [
      '1 vusers.failed',
      '2 http.codes.401',
      '1 errors.Failed capture or match',
    ]);
  });
});

describe('the page', () => {
  const run = (name, tool, perS, rest = {}) => ({
    case: name,
    round: 0,
    tool,
    perS,
    failure: null,
    requests: 1000,
    p50Us: 100,
    p99Us: 200,
    cpuS: 0.01,
    serverCpuS: 0.001,
    peakRssBytes: 1e8,
    ...rest,
  });
  const section = (...runs) =>
    scenarioSection(
      {
        rounds: 1,
        seconds: 1,
        startedAt: '2020-01-01T00:00:00.000Z',
        complete: true,
        versions: { k6: '1', artillery: null },
        runs,
      },
      'It was quiet.',
    );

  it('compares runs of one round', () => {
    const page = section(
      run('step', 'inrush URL', 100),
      run('step', 'inrush run step.yaml', 95),
      run('flow', 'inrush run flow.yaml', 30),
      run('flow', 'k6', 15),
    );
    const row = (start) => page.split('\n').find((line) => line.startsWith(start));
    assert.match(row('| `inrush run step.yaml` | req/s'), /≥ 0.90 \| 0.95 \(.*\) \| yes/);
    assert.match(row('| `inrush run flow.yaml` | req/s ÷ that of k6'), /≥ 3.00 \| 2.00 \(.*\) \| \*\*no\*\*/);
    assert.match(row('| `inrush run flow.yaml` | req/s ÷ that of artillery'), /– \| – \|$/);
    assert.doesNotMatch(page, /undefined|null|NaN/);
  });

  it('names runs that do not count', () => {
    assert.match(
      section(run('flow', 'k6', 5, { failure: '3 failed' })),
      /k6, round 1 doesn’t count\*\*: `3 failed`/,
    );
  });
});
