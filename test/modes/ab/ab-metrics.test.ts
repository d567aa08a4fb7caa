import { describe, expect, it } from 'vitest';
import { nameOf } from '../../../src/gate/changes/standing.ts';
import { abMetricProblems, abMetrics } from '../../../src/modes/ab/ab-metrics.ts';
import { closedRun, openRun } from '../../support/sample-result.ts';
import { flowRun } from '../../support/sample-flow-result.ts';

const closed = { model: 'closed', requests: ['list', 'order'] } as const;

describe('what is compared', () => {
  it.each([
    ['closed', ['p50', 'p99', 'rate', 'errors']],
    ['open', ['p50', 'p99', 'errors']],
  ] as const)('in a %s model', (model, names) => {
    const metrics = abMetrics({ model, requests: [] });
    expect(metrics.map(nameOf)).toEqual(names);
    expect(metrics.every(({ isGated }) => isGated)).toBe(true);
  });

  it('by request too, where there are several, only to be shown', () => {
    const metrics = abMetrics(closed);
    const shown = metrics.filter(({ isGated }) => !isGated).map(nameOf);
    expect(shown).toEqual(['list.p50', 'list.p99', 'order.p50', 'order.p99']);
    expect(metrics.findIndex(({ isGated }) => !isGated)).toBe(4);
  });

  it('as it is wanted, and errors always: failures may be fast', () => {
    const metrics = abMetrics(closed, ['p95', 'order.p99', 'checks']);
    expect(
      metrics
        .filter(({ isGated }) => isGated)
        .map(nameOf)
        .toSorted(),
    ).toEqual(['checks', 'errors', 'order.p99', 'p95']);
    expect(metrics.filter((metric) => nameOf(metric) === 'order.p99')).toHaveLength(1);
    expect(abMetrics(closed, ['errors', 'p(95)', 'p95']).filter(({ isGated }) => isGated)).toHaveLength(2);
  });

  it.each([
    ['p95', 'ms', false, 'ratio'],
    ['rate', '/s', true, 'ratio'],
    ['errors', '%', false, 'points'],
    ['checks', '%', true, 'points'],
  ])('%s in %s', (name, unit, isHigherBetter, effectKind) => {
    const metric = abMetrics(closed, [name]).find((each) => each.metric === name);
    expect(metric).toMatchObject({ unit, isHigherBetter, effectKind });
  });
});

describe('a name that is wrong', () => {
  it.each([
    ['p9', '"p9": p9 is not kept'],
    ['erors', 'did you mean "errors"?'],
    ['ordr.p99', 'there is no request "ordr", did you mean "order"?'],
    ['requests', 'is a count, which the length of a block decides'],
    ['bytes.received', 'is a count, which the length of a block decides'],
    ['lag.p99', 'needs an open model'],
  ])('%s', (name, problem) => {
    expect(abMetricProblems(closed, [name]).join('\n')).toContain(problem);
  });

  it('is told with all others at once', () => {
    expect(abMetricProblems(closed, ['p9', 'p95', 'ordr.p99'])).toHaveLength(2);
  });
});

describe('what is read of a block', () => {
  const read = (name: string, run: typeof closedRun): number | null | undefined =>
    abMetrics({ model: run.load.model, requests: run.requests.map((row) => row.name) })
      .find((metric) => nameOf(metric) === name)
      ?.read(run);

  it('is service time in a closed model, response time in an open one', () => {
    expect(read('p50', closedRun)).toBe((closedRun.latency.serviceTime.all.p50Us ?? NaN) / 1000);
    expect(read('p99', openRun)).toBe((openRun.latency.responseTime?.all.p99Us ?? NaN) / 1000);
    expect(read('rate', closedRun)).toBe(closedRun.throughput.answeredPerS);
    expect(read('errors', closedRun)).toBe(0);
  });

  it('is the row of a request', () => {
    const [row] = flowRun.requests;
    const times = row?.responseTime ?? row?.serviceTime;
    expect(read(`${row?.name}.p50`, flowRun)).toBe((times?.all.p50Us ?? NaN) / 1000);
  });

  it('is no time where nothing succeeded: refused connections are fast', () => {
    const { started } = closedRun.accounting;
    const accounting = { ...closedRun.accounting, ok: 0, transportError: started };
    const refused = { ...closedRun, accounting };
    expect(read('p50', refused)).toBeNull();
    expect(read('rate', refused)).toBeNull();
    expect(read('errors', refused)).toBe(100);
  });
});
