import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import { Gates } from '../../src/gate/gates.ts';
import { parseThreshold, type Threshold } from '../../src/scenario/threshold.ts';
import type { Result } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';
import type { FakeScript } from '../support/fake-server.ts';
import { VirtualRun, virtualStartAt } from '../support/virtual-run.ts';

const plan = planFor({ ratePerS: 100, durationMs: 20_000, connections: 20, gracefulStopMs: 500 });

describe('a threshold that may end the run', () => {
  it('ends it after three bad seconds in a row, which is a failure whatever the whole was like', async () => {
    // From the sixth second on; the p95 of all is far below, for the run is over soon.
    const { result, gates } = await run(threshold('p50 < 50ms'), { serviceMs: slowBetween(5000, 20_000) });
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['"p50 < 50ms" ended the run (3 bad seconds in a row, from 5 s to 8 s)'],
    });
    expect(gates).toMatchObject([
      { verdict: 'failed', note: 'it ended the run: 3 bad seconds in a row, from 5 s to 8 s' },
    ]);
    expect(result.latency.responseTime?.all.p50Us).toBeLessThan(50_000);
    expect(result.accounting).toMatchObject({ balanced: true, aborted: 0 });
    expect(result.accounting.started).toBeLessThan(900);
  });

  it('bears with two, however often', async () => {
    const twoOfThree = ({ now }: { readonly now: number }): number =>
      Math.floor((now - virtualStartAt) / 1000) % 3 === 2 ? 1 : 100;
    const { result, gates } = await run(threshold('p50 < 50ms'), { serviceMs: twoOfThree });
    expect(result.completion).toEqual({ state: 'complete' });
    expect(gates).toMatchObject([{ verdict: 'failed', note: null }]);
  });

  it('leaves the time of its delay in peace', async () => {
    const { result } = await run(threshold('p50 < 50ms', 9000), { serviceMs: () => 100 });
    expect(result.completion).toMatchObject({ reasons: [expect.stringContaining('from 9 s to 12 s')] });
  });

  it('counts from the end of the warm-up', async () => {
    const warm = planFor({ ratePerS: 100, durationMs: 10_000, connections: 20, warmupMs: 4000 });
    const { result } = await run(threshold('p50 < 50ms'), { serviceMs: () => 100 }, warm);
    expect(result.completion).toMatchObject({ reasons: [expect.stringContaining('from 0 s to 3 s')] });
    expect(result.accounting.planned).toBeLessThan(450);
  });

  it('counts from the end of an automatic warm-up, too', async () => {
    const auto = planFor({ ratePerS: 50, durationMs: 15_000, connections: 20, warmup: 'auto' });
    const { result } = await run(threshold('p50 < 50ms'), { serviceMs: () => 100 }, auto);
    expect(result.load.warmupMs).toBeGreaterThan(0);
    expect(result.completion).toMatchObject({ reasons: [expect.stringMatching(/from [01] s to [34] s/)] });
  });

  it.each<[string, string, Partial<FakeScript>]>([
    ['errors < 1%', 'nothing but errors', { status: () => 503 }],
    ['p95 < 1s', 'resets, which are fast', { failure: () => 'reset' }],
    ['rate > 90/s', 'too few answers', { serviceMs: () => 400 }],
    ['checks > 99%', 'errors in place of checks', { status: () => 503 }],
  ])('%s ends a run of %s', async (text, _what, script) => {
    const { result, gates } = await run(threshold(text), script);
    expect(result.completion.state).toBe('partial');
    expect(gates).toMatchObject([{ verdict: 'failed' }]);
  });

  it.each([
    ['p99 < 50ms', 'a second of 100 requests has no p99'],
    ['requests > 1000', 'a count of the whole run'],
  ])('%s ends nothing: %s', async (text) => {
    const { result } = await run(threshold(text), { serviceMs: () => 100 });
    expect(result.completion).toEqual({ state: 'complete' });
  });

  it('may be about the requests of one name', async () => {
    const urls = [
      { url: 'http://127.0.0.1:8080/slow', name: 'slow' },
      { url: 'http://127.0.0.1:8080/fast', name: 'fast' },
    ];
    const both = planFor({ urls, ratePerS: 100, durationMs: 6000, connections: 20, gracefulStopMs: 500 });
    const serviceMs: FakeScript['serviceMs'] = ({ index }) => (index % 2 === 0 ? 100 : 1);
    expect((await run(threshold('fast.p50 < 50ms'), { serviceMs }, both)).result.completion).toEqual({
      state: 'complete',
    });
    const { result } = await run(threshold('slow.p50 < 50ms'), { serviceMs }, both);
    expect(result.completion.state).toBe('partial');
    expect(result.requests.map(({ name }) => name)).toEqual(['slow', 'fast']);
  });

  it('ends nothing unless it was asked to', async () => {
    const { result } = await run({ ...threshold('p50 < 50ms'), abort: null }, { serviceMs: () => 100 });
    expect(result.completion).toEqual({ state: 'complete' });
    expect(new Gates([{ ...threshold('p50 < 50ms'), abort: null }]).runOptions).toEqual({});
  });

  it('looks at no second after the load, in which only the slow ones end', async () => {
    const slowFew: FakeScript['serviceMs'] = ({ index }) => (index % 20 === 0 ? 5000 : 1);
    const short = planFor({ ratePerS: 100, durationMs: 6000, connections: 60, gracefulStopMs: 10_000 });
    const { result } = await run(threshold('rate > 90/s'), { serviceMs: slowFew }, short);
    expect(result.completion).toEqual({ state: 'complete' });
    expect(result.wallMs).toBeGreaterThan(10_000);
  });

  it('is judged on the seconds of all workers together', async () => {
    const two = planFor({
      ratePerS: 100,
      durationMs: 8000,
      connections: 20,
      workers: 2,
      gracefulStopMs: 500,
    });
    const { result } = await run(threshold('rate > 90/s'), { serviceMs: () => 10 }, two);
    expect(result.completion).toEqual({ state: 'complete' });
  });
});

function slowBetween(fromMs: number, toMs: number): FakeScript['serviceMs'] {
  return ({ now }) => (now - virtualStartAt >= fromMs && now - virtualStartAt < toMs ? 100 : 1);
}

async function run(
  given: Threshold,
  script: Partial<FakeScript>,
  asked = plan,
): Promise<{ readonly result: Result; readonly gates: Result['gates'] }> {
  const gates = new Gates([given]);
  const result = await new VirtualRun(asked, script, gates.runOptions).result();
  return { result, gates: gates.judge(result) };
}

function threshold(text: string, delayMs = 0): Threshold {
  const parsed = parseThreshold(text, 'load', { requests: null, holds: 'passes' });
  assert(parsed.ok, text);
  return { ...parsed.value, abort: { delayMs } };
}
