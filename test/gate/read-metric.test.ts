import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import { metricsOf, readMetric } from '../../src/gate/read-metric.ts';
import { parseThreshold } from '../../src/scenario/threshold.ts';
import { canonicalMetric } from '../../src/scenario/threshold-metric.ts';
import type { Result } from '../../src/summary/result.ts';
import { flowRun, twoUrlsRun } from '../support/sample-flow-result.ts';
import { closedRun, openRun, smallRun } from '../support/sample-result.ts';

const results: [string, Result][] = [
  ['a closed run', closedRun],
  ['an open run', openRun],
  ['a run of one user', smallRun],
  ['flows', flowRun],
  ['two URLs', twoUrlsRun],
];

describe.each(results)('every number of %s that a threshold can name', (_name, result) => {
  const metrics = metricsOf(result);

  it('is read by the threshold of its name', () => {
    expect(metrics.length).toBeGreaterThan(20);
    for (const { request, name, unit, value } of metrics) {
      const of = request === null ? '' : `${JSON.stringify(request)}.`;
      const parsed = parseThreshold(`${of}${name} > baseline`, 'load', { requests: null, holds: 'passes' });
      assert(parsed.ok, `${of}${name}`);
      expect(parsed.value).toMatchObject({ request, unit });
      expect(canonicalMetric(parsed.value.metric)).toBe(name);
      expect(readMetric(request, parsed.value.metric, result)?.value).toBe(value);
    }
  });

  it('is there once', () => {
    const names = metrics.map(({ request, name }) => JSON.stringify([request, name]));
    expect(new Set(names).size).toBe(names.length);
  });
});

it.each<[string, string, number]>([
  ['failures > 1', 'requests', 1400],
  ['timeouts > 1', 'requests', 132],
  ['missed.count > 1', 'starts', 600],
  ['iterations > 1', 'iterations', 149_100],
  ['bytes.received > 1kB', 'B', openRun.bytes.received],
  ['bytes.sent > 1MiB', 'B', openRun.bytes.sent],
  ['bytes.body > 1', 'B', openRun.bytes.body],
])('%s is about %s', (text, unit, value) => {
  const parsed = parseThreshold(text, 'load');
  assert(parsed.ok, text);
  expect(parsed.value.unit).toBe(unit);
  expect(readMetric(null, parsed.value.metric, openRun)?.value).toBe(value);
});

it('what has ended no one knows how may be a failure', () => {
  expect(readMetric(null, { kind: 'failures' }, openRun)).toEqual({
    value: 1400,
    lowest: 1400,
    highest: 1500,
  });
});
