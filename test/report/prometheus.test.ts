import { describe, expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { prometheusReport } from '../../src/report/prometheus.ts';
import type { RunReport } from '../../src/report/registry.ts';
import { scalingComparison, sweptComparison } from '../support/sample-comparison.ts';
import { confidentRun } from '../support/sample-confidence.ts';
import { gatedRun, invalidRun, openRun, smallRun } from '../support/sample-result.ts';

const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"`;
const sampleLine = new RegExp(String.raw`^([a-z_]+)\{(${label}(?:,${label})*)\} (\S+)$`);

describe.each<[string, RunReport]>([
  ['an open run', openRun],
  ['a run of five requests', smallRun],
  ['gates', gatedRun],
  ['a run with intervals', confidentRun],
  ['a comparison', scalingComparison],
  ['a sweep', sweptComparison],
])('%s', (_name, report) => {
  const text = render(report);

  it('follows the text format: a family in one block, no sample twice, only finite numbers', () => {
    const { families, samples } = parse(text);
    expect(new Set(families.map(({ name }) => name)).size).toBe(families.length);
    expect(new Set(samples.map(({ key }) => key)).size).toBe(samples.length);
    expect(samples.length).toBeGreaterThan(20);
    for (const { value } of samples) expect(Number.isFinite(value)).toBe(true);
  });

  it('is named as promtool asks', () => {
    for (const { name, type, help } of parse(text).families) {
      expect(help).toMatch(/\S/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(name).toMatch(/^inrush_[a-z_]+$/);
      expect(name).not.toMatch(/_(count|sum|bucket|ms|us|milliseconds|kb|summary|gauge|counter)(_|$)/);
    }
  });
});

it('gives times in seconds and leaves out what the sample cannot carry', () => {
  const text = render(openRun);
  expect(text).toMatch(/^inrush_service_time_seconds\{.*outcome="all",quantile="0.99"\} 0.03147$/m);
  expect(text).toMatch(/^inrush_service_time_seconds_count\{.*outcome="all"\} 149400$/m);
  expect(render(smallRun)).not.toMatch(/service_time_seconds\{.*quantile="0.99"/);
});

it('counts the reasons against the numbers by what they rest on', () => {
  const [late] = invalidRun.trust.reasons;
  if (late === undefined) throw new Error('an invalid run has a reason');
  const twice = { level: 'invalid', reasons: [...invalidRun.trust.reasons, late] } as const;
  const text = render({ ...invalidRun, trust: twice });
  expect(text).toMatch(/^inrush_trust\{.*level="invalid"\} 1$/m);
  expect(text).toMatch(/^inrush_trust_reasons\{.*level="invalid",signal="start-lag"\} 2$/m);
  expect(text).toMatch(/^inrush_trust_reasons\{.*level="degraded",signal="steal"\} 1$/m);
  expect(render(openRun)).not.toContain('inrush_trust_reasons');
});

it('tells an overload by its capacity and the growth of the queue', () => {
  const text = render({
    ...openRun,
    overload: { cause: 'target', capacityPerS: 4310, queueGrowthPerS: 690 },
  });
  expect(text).toMatch(/^inrush_overload_capacity_requests_per_second\{.*\} 4310$/m);
  expect(text).toMatch(/^inrush_overload_queue_growth_requests_per_second\{.*\} 690$/m);
  expect(render(openRun)).not.toContain('inrush_overload');
});

it('keeps what a target or a user wrote inside its label', () => {
  const hostile = 'a"} 1\ninrush_evil{x="\\';
  const failures = [{ reason: hostile, count: 3, example: hostile }];
  const gates = [
    { ...gatedRun.gates[0], expression: hostile },
    { ...gatedRun.gates[0], expression: hostile },
  ];
  const target = { ...openRun.target, url: hostile };
  const text = render({ ...openRun, target, failures, gates } as RunReport);
  const { samples } = parse(text);
  expect(samples.every(({ key }) => !key.startsWith('inrush_evil'))).toBe(true);
  expect(text).toContain(String.raw`reason="a\"} 1 inrush_evil{x=\"\\"} 3`);
  expect(samples.filter(({ key }) => key.startsWith('inrush_gate_passed'))).toHaveLength(1);
});

function render(report: RunReport): string {
  return prometheusReport(report, { palette: plain, latency: false });
}

type Parsed = {
  readonly families: { name: string; type: string; help: string }[];
  readonly samples: { key: string; value: number }[];
};

/** The whole text, or a failure at the line that doesn't belong where it stands. */
function parse(text: string): Parsed {
  const families: Parsed['families'] = [];
  const samples: Parsed['samples'] = [];
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  for (let index = 0; index < lines.length; index++) {
    const [, name = '', help = ''] = /^# HELP (\S+) (.*)$/.exec(lines[index] ?? '') ?? [];
    if (name !== '') {
      const type = new RegExp(`^# TYPE ${name} (counter|gauge|summary)$`).exec(lines[++index] ?? '')?.[1];
      families.push({ name, help, type: type ?? 'no type' });
      continue;
    }
    const [line, metric = '', labels, value] = sampleLine.exec(lines[index] ?? '') ?? [];
    const family = families.at(-1);
    const suffix = family?.type === 'summary' ? metric.replace(/_(sum|count)$/, '') : metric;
    expect([line, suffix]).toEqual([lines[index], family?.name]);
    samples.push({ key: `${metric}{${labels}`, value: Number(value) });
  }
  return { families, samples };
}
