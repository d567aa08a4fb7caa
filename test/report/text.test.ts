import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/base/fit.ts';
import { plain, type Palette } from '../../src/report/palette.ts';
import type { RunReport, ReportOptions } from '../../src/report/registry.ts';
import { textReport } from '../../src/report/text.ts';
import {
  failingComparison,
  scalingComparison,
  serialisingComparison,
  sweptComparison,
  threadedComparison,
} from '../support/sample-comparison.ts';
import { boundedRun, confidentRun } from '../support/sample-confidence.ts';
import { flowRun, gatedFlowRun, twoUrlsRun } from '../support/sample-flow-result.ts';
import * as sample from '../support/sample-result.ts';

const sgr = (on: number, off: number) => (text: string) => `\u{1b}[${on}m${text}\u{1b}[${off}m`;
const coloured: Palette = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  green: sgr(32, 39),
  yellow: sgr(33, 39),
};
const uncoloured: ReportOptions = { palette: plain, latency: false };

const goldens: readonly { name: string; report: RunReport; options?: Partial<ReportOptions> }[] = [
  { name: 'closed', report: sample.closedRun },
  { name: 'closed-latency', report: sample.closedRun, options: { latency: true } },
  { name: 'open-with-failures', report: sample.openRun },
  { name: 'open-latency', report: sample.openRun, options: { latency: true } },
  { name: 'small-sample', report: sample.smallRun },
  { name: 'partial', report: sample.partialRun },
  { name: 'gates-failed', report: sample.gatedRun },
  { name: 'gates-failed-coloured', report: sample.gatedRun, options: { palette: coloured } },
  { name: 'invalid', report: sample.invalidRun },
  { name: 'flows', report: flowRun },
  { name: 'flows-gated', report: gatedFlowRun },
  { name: 'two-urls', report: twoUrlsRun },
  { name: 'confidence', report: confidentRun },
  { name: 'confidence-bounds', report: boundedRun },
  { name: 'sync-vs-async-scales', report: scalingComparison },
  { name: 'sync-vs-async-serialises', report: serialisingComparison },
  { name: 'sync-vs-async-failures', report: failingComparison },
  { name: 'sync-vs-async-threads', report: threadedComparison },
  { name: 'sync-vs-async-sweep', report: sweptComparison },
  { name: 'sync-vs-async-latency', report: scalingComparison, options: { latency: true } },
];

describe.each(goldens)('the text report $name', ({ name, report, options }) => {
  const text = textReport(report, { ...uncoloured, ...options });

  it('is what its golden file says', () => {
    const file = new URL(`../golden/${name}.txt`, import.meta.url);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('fits 80 columns', () => {
    expect(tooWide(text)).toEqual([]);
  });
});

it('colour changes no column', () => {
  const { gatedRun } = sample;
  const text = textReport(gatedRun, { palette: coloured, latency: true });
  expect(text.replaceAll(/\p{Cc}\[\d+m/gu, '')).toBe(textReport(gatedRun, { ...uncoloured, latency: true }));
});

it.each([
  sample.openRun,
  sample.invalidRun,
  gatedFlowRun,
  twoUrlsRun,
  failingComparison,
  threadedComparison,
  sweptComparison,
])('strings from elsewhere can neither steer the terminal nor outgrow it: $kind', (report) => {
  const hostile = '\u{1b}[2J\u{1b}]0;owned\u{7}\r\n\u{9b}31m\u{202e}价格 '.repeat(9);
  const poisoned = structuredClone(report);
  poison(poisoned, hostile);
  const text = textReport(poisoned, { ...uncoloured, latency: true });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(tooWide(text)).toEqual([]);
});

it('a long URL gives way to the rest of its line', () => {
  const url = `http://shop.example.test/${'long/'.repeat(40)}`;
  const target = { ...sample.closedRun.target, url, proxy: 'http://user:secret@10.0.0.1:3128' };
  const [first = ''] = textReport({ ...sample.closedRun, target }, uncoloured).split('\n');
  expect(first).toMatch(
    /^inrush 0\.1\.0 {2}GET http:\/\/shop\.example.*… {2}127\.0\.0\.1:8080 via 10\.0\.0\.1:3128$/,
  );
  expect(displayWidth(first)).toBe(80);
});

it('of many requests the first thirty are shown, and checks that all passed in one line', () => {
  const [row] = flowRun.requests;
  if (row === undefined) throw new Error('no row');
  const requests = Array.from({ length: 45 }, (_, index) => ({ ...row, name: `request ${index + 1}` }));
  const checks = flowRun.checks.map((check) => ({ ...check, failed: 0, example: null }));
  const text = textReport({ ...flowRun, requests, checks }, uncoloured);
  expect(text.match(/^request 30 /gm)?.length).toBe(2);
  expect(text).not.toContain('request 31');
  expect(text).toContain('and 15 more requests, in all other formats');
  expect(text).toMatch(/^checks +5,494 passed$/m);
});

it('of URLs that begin alike the ends are shown', () => {
  const requests = twoUrlsRun.requests.map((row, index) => {
    const url = `http://127.0.0.1:8080/a/long/way/to/item/${index}`;
    return { ...row, name: url, url };
  });
  const text = textReport({ ...twoUrlsRun, requests }, uncoloured);
  expect(text.match(/^….*\/item\/0 /gm)?.length).toBe(2);
  expect(text.match(/^….*\/item\/1 /gm)?.length).toBe(2);
});

it('several loads of a file are told with their names', () => {
  const flows = ['browse', 'buy', 'search', 'pay', 'leave'].flatMap((name) =>
    flowRun.flows.map((flow) => ({ ...flow, name })),
  );
  const text = textReport({ ...flowRun, flows }, uncoloured);
  expect(text).toContain('browse 50/s for 30 s · buy 50/s for 30 s');
  expect(text).toContain('1 more load · at most 200 VUs');
});

it('a partial run says so even when it gives no reason', () => {
  const completion = { state: 'partial', reasons: [] } as const;
  expect(textReport({ ...sample.closedRun, completion }, uncoloured)).toMatch(/^PARTIAL +\S/m);
});

it('two sides have no ratio where one is only a lower bound', () => {
  const { async } = scalingComparison;
  const serviceTime = { ...async.serviceTime, censored: 40, censoredFromUs: 70_000 };
  const text = textReport({ ...scalingComparison, async: { ...async, serviceTime } }, uncoloured);
  expect(text).toMatch(/^service time p50 +50\.4 ms +51\.1 ms +1\.01×$/m);
  expect(text).toMatch(/^service time p99 +51\.2 ms +≥ 74\.9 ms +–$/m);
});

it('counts that do not add up are pointed out', () => {
  const accounting = { ...sample.closedRun.accounting, balanced: false };
  expect(textReport({ ...sample.closedRun, accounting }, uncoloured)).toContain("these counts don't add up");
});

it('a measured value never rounds onto the limit that it broke', () => {
  const gate = {
    expression: 'p95 > 500ms',
    verdict: 'failed',
    value: 500.04,
    limit: 500,
    unit: 'ms',
    holds: 'fails',
    interval: null,
    margin: null,
    note: null,
  } as const;
  expect(textReport({ ...sample.closedRun, gates: [gate] }, uncoloured)).toContain('500.04 ms');
});

it('beyond ten reasons for failure the rest is counted', () => {
  const failures = Array.from({ length: 12 }, (_, index) => ({
    reason: `reason-${index}`,
    count: 100 - index,
    example: '',
  }));
  const text = textReport({ ...sample.openRun, failures }, uncoloured);
  expect(text).toContain('reason-9');
  expect(text).not.toContain('reason-10');
  expect(text).toContain('and 2 more');
});

function tooWide(text: string): string[] {
  return text.split('\n').filter((line) => displayWidth(line) > 80);
}

/** Names of alternatives are checked where a result is read; every other string may hold anything. */
function poison(value: object, hostile: string): void {
  const checked = ['kind', 'state', 'level', 'verdict', 'model', 'engine', 'arrival', 'pacing'];
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (typeof inner === 'string' && !checked.includes(key)) Reflect.set(value, key, hostile + inner);
    if (typeof inner === 'object' && inner !== null) poison(inner, hostile);
  }
}
