import { describe, expect, it } from 'vitest';
import { summarize } from '../../src/summary/summarize.ts';
import type { Recorder } from '../../src/stats/recorder.ts';
import { flowRequest, flowsFor, send, think } from '../support/flows-for.ts';
import { answered, lost, unplanned } from '../support/outcome.ts';
import { planFor } from '../support/plan-for.ts';
import { recordFor } from '../support/run-record.ts';

const urls = [
  { url: 'http://127.0.0.1:8080/a', name: 'first' },
  { url: 'http://127.0.0.1:8080/b', method: 'PUT' },
];

describe('the rows of requests', () => {
  it('are one that says what the run says, where all requests are the same', () => {
    const plan = planFor({ ratePerS: 2, durationMs: 1000 });
    const { requests, latency, throughput, accounting } = summarize(
      recordFor(plan, (recorder) => {
        for (const outcome of [answered, { ...answered, status: 500 }]) {
          recorder.onPlanned(1000, 1001);
          recorder.onStart(outcome);
          recorder.onEnd(outcome, null);
        }
      }),
    );
    expect(accounting).toMatchObject({ balanced: true });
    expect(requests).toMatchObject([
      { name: 'http://127.0.0.1:8080/', method: 'GET', started: 2, ok: 1, httpError: 1, failedChecks: 0 },
    ]);
    expect(requests[0]).toMatchObject({
      answeredPerS: throughput.answeredPerS,
      responseTime: latency.responseTime,
      serviceTime: latency.serviceTime,
    });
  });

  it('have their own counts, rates and times, with several URLs', () => {
    const plan = planFor({ durationMs: 1000, connections: 1, urls });
    const { requests, accounting } = summarize(
      recordFor(plan, (recorder) => {
        const [first, second] = [recorder.rowOf('first'), recorder.rowOf('http://127.0.0.1:8080/b')];
        for (const status of [200, 200, 404]) play(recorder, { ...unplanned, row: first, status });
        recorder.onStart({ ...lost, plannedAt: NaN, row: second });
        recorder.onEnd({ ...lost, plannedAt: NaN, row: second }, 'timeout');
      }),
    );
    expect(accounting).toMatchObject({ balanced: true, started: 4 });
    expect(requests).toMatchObject([
      { name: 'first', method: 'GET', started: 3, ok: 2, httpError: 1, answeredPerS: 3, responseTime: null },
      { name: 'http://127.0.0.1:8080/b', method: 'PUT', started: 1, timeout: 1, answeredPerS: 0 },
    ]);
    expect(requests[0]?.serviceTime.ok).toMatchObject({ count: 2, maxUs: 37_000 });
    expect(requests[0]?.serviceTime.all.count).toBe(3);
    expect(requests[1]?.serviceTime.all).toMatchObject({ count: 1, censored: 1, censoredFromUs: 37_000 });
  });

  it('make the accounting wrong when a request is in none of them', () => {
    const plan = planFor({ durationMs: 1000, connections: 1, urls });
    const { accounting } = summarize(
      recordFor(plan, (recorder) => {
        play(recorder, { ...unplanned, row: recorder.rowOf('first') });
        play(recorder, unplanned);
      }),
    );
    expect(accounting.balanced).toBe(false);
  });

  it('are those of the steps, sent or not, and those that functions named; of sessions there are none', () => {
    const group = { kind: 'group', when: null, steps: [send(2), think(5)] } as const;
    const plan = flowsFor(
      [
        {
          load: { kind: 'constant-vus', vus: 1, durationMs: 1000 },
          session: [send(0)],
          flows: [{ name: 'main', weight: 1, steps: [send(1), group, send(1)] }],
        },
      ],
      {
        requests: [
          flowRequest('login'),
          flowRequest('orders', { tags: { team: 'shop' } }),
          flowRequest('order'),
        ],
      },
    );
    const { requests, target } = summarize(
      recordFor(plan, (recorder) => {
        const [orders, called] = [recorder.rowOf('orders'), recorder.rowOf('from a function')];
        recorder.rowOf('order');
        for (const row of [orders, called]) {
          play(recorder, { ...unplanned, row });
          recorder.onCheck({ ...unplanned, row }, 'has items', false, () => '[]');
        }
      }),
    );
    expect(requests).toMatchObject([
      { name: 'orders', url: '/orders', tags: { team: 'shop' }, started: 1, failedChecks: 1 },
      { name: 'order', started: 0, failedChecks: 0, serviceTime: { all: { count: 0 } } },
      { name: 'from a function', method: null, url: null, started: 1, failedChecks: 1 },
    ]);
    expect(requests.length).toBe(3);
    expect([target.requestCount, target.requests]).toEqual([3, []]);
  });

  it('of long lists of URLs are a hundred and one for all others', () => {
    const many = Array.from({ length: 150 }, (_, index) => ({ url: `http://127.0.0.1:8080/${index}` }));
    const plan = planFor({ durationMs: 1000, connections: 1, urls: many });
    const { requests, accounting } = summarize(
      recordFor(plan, (recorder) => {
        for (const { url } of many) play(recorder, { ...unplanned, row: recorder.rowOf(url) });
      }),
    );
    expect([requests.length, requests.at(-1)?.name, requests.at(-1)?.started]).toEqual([101, '(other)', 50]);
    expect(accounting.balanced).toBe(true);
  });
});

it('checks come by how often they failed', () => {
  const plan = planFor({ durationMs: 1000, connections: 1, urls });
  const { checks } = summarize(
    recordFor(plan, (recorder) => {
      const row = recorder.rowOf('first');
      recorder.onCheck({ ...unplanned, row }, 'passes', true, () => '');
      for (const label of ['once', 'twice', 'twice']) recorder.onCheck(unplanned, label, false, () => label);
    }),
  );
  expect(checks.map(({ request, label, failed }) => [request, label, failed])).toEqual([
    [null, 'twice', 2],
    [null, 'once', 1],
    ['first', 'passes', 0],
  ]);
});

function play(recorder: Recorder, outcome: typeof answered): void {
  recorder.onStart(outcome);
  recorder.onEnd(outcome, null);
}
