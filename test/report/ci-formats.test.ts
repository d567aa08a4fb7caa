import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { render, type Report } from '../../src/report/registry.ts';
import { hostileText, hostileTexts, poisonedReport } from '../support/hostile-report.ts';
import { scalingComparison, threadedComparison } from '../support/sample-comparison.ts';
import { confidentRun } from '../support/sample-confidence.ts';
import { flowRun, gatedFlowRun } from '../support/sample-flow-result.ts';
import { closedRun, gatedRun, openRun, smallRun } from '../support/sample-result.ts';
import { slowerCandidate } from '../support/sample-study.ts';

const options = { palette: plain, latency: false };
const endings = {
  junit: 'junit.xml',
  gitlab: 'gitlab.json',
  benchmark: 'benchmark.json',
  'benchmark-bigger': 'benchmark-bigger.json',
} as const;

describe.each(Object.entries(endings))('as %s', (format, ending) => {
  it.each<[string, Report]>([
    ['gates-failed', gatedRun],
    ['flows-gated', gatedFlowRun],
    ['confidence', confidentRun],
    ['sync-vs-async-threads', threadedComparison],
    ...(format === 'gitlab' ? [] : [['ab', slowerCandidate] satisfies [string, Report]]),
  ])('%s is what its golden file says', async (name, report) => {
    const file = new URL(`../golden/${name}.${ending}`, import.meta.url);
    const text = await render(report, format, options);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

describe('as gitlab', () => {
  it('has what the widget reads, in milliseconds', async () => {
    const metrics = await gitlab(openRun);
    const { p90Us, p95Us } = openRun.latency.timeToFirstByte;
    expect(metrics['http_reqs']?.['rate']).toBe(openRun.throughput.answeredPerS);
    expect(metrics['http_req_waiting']).toMatchObject({
      'p(90)': (p90Us ?? NaN) / 1000,
      'p(95)': (p95Us ?? NaN) / 1000,
    });
  });

  it('counts checks, and without any the answers that were ok', async () => {
    const passed = flowRun.checks.reduce((sum, check) => sum + check.passed, 0);
    expect(passed).toBeGreaterThan(0);
    expect((await gitlab(flowRun))['checks']?.['passes']).toBe(passed);
    const { ok, started } = openRun.accounting;
    expect((await gitlab(openRun))['checks']).toMatchObject({ passes: ok, fails: started - ok });
  });

  it('leaves out what would be drawn as NaN, and times of a target that only refused', async () => {
    expect(Object.keys(await gitlab(smallRun))).not.toContain('http_req_waiting');
    const refused = { ...closedRun, accounting: { ...closedRun.accounting, ok: 0 } };
    const metrics = await gitlab(refused);
    expect(Object.keys(metrics).filter((name) => name.startsWith('http_req_w'))).toEqual([]);
    expect(metrics['checks']).toMatchObject({ passes: 0, fails: closedRun.accounting.started });
  });
});

describe('as benchmark', () => {
  it('has times and errors apart from what is better when it is larger', async () => {
    expect(await namesIn(openRun, 'benchmark')).toEqual(['p50', 'p90', 'p95', 'p99', 'errors']);
    expect(await namesIn(openRun, 'benchmark-bigger')).toEqual(['rate']);
    expect(await namesIn(flowRun, 'benchmark-bigger')).toContain('checks');
    expect(await namesIn(scalingComparison, 'benchmark-bigger')).toContain('speedup');
    expect(await namesIn(slowerCandidate, 'benchmark')).toEqual(['p99', 'p50']);
  });

  it('names requests as thresholds do, each name once', async () => {
    const [row] = flowRun.requests;
    if (row === undefined) throw new Error('a flow has requests');
    expect(await namesIn(flowRun, 'benchmark')).toContain(`${row.name}.p95`);
    const twins = { ...flowRun, requests: [row, row, { ...row, name: 'a|b `c`\n' }] };
    const names = await namesIn(twins, 'benchmark');
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain("a¦b 'c' .p95");
  });

  it('has no times of a target that only refused', async () => {
    const refused = { ...closedRun, accounting: { ...closedRun.accounting, ok: 0 } };
    expect(await namesIn(refused, 'benchmark')).toEqual(['errors']);
  });
});

const poisonedReports: fc.Arbitrary<Report> = fc
  .tuple(
    fc.constantFrom<Report[]>(gatedRun, gatedFlowRun, threadedComparison, slowerCandidate),
    fc.oneof(
      fc.constantFrom(...hostileTexts).map((text) => [text]),
      fc.array(hostileText, { minLength: 1, maxLength: 8 }),
    ),
  )
  .map(([report, texts]) => poisonedReport(report, texts));

it('JSON stays JSON with any text anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(poisonedReports, async (report) => {
      for (const format of ['benchmark', 'benchmark-bigger']) {
        const entries: unknown = JSON.parse(await render(report, format, options));
        expect(Array.isArray(entries)).toBe(true);
        for (const entry of entries as object[]) {
          expect(entry).toMatchObject({ name: expect.any(String), unit: expect.any(String) });
          expect(Reflect.get(entry, 'name')).not.toMatch(/[\n`|]/);
          expect(Reflect.get(entry, 'value')).toSatisfy(Number.isFinite);
        }
      }
      if (report.kind === 'load-run') JSON.parse(await render(report, 'gitlab', options));
    }),
    { numRuns: 100 },
  );
});

it('a study has its verdicts for Prometheus', async () => {
  const text = await render(slowerCandidate, 'prometheus', options);
  expect(text).toMatch(/^inrush_gate_passed\{.*expression="p99 at most 3 % slower".*\} 0$/m);
  expect(text).toMatch(/^inrush_change_effect\{.*metric="p99",effect="ratio"\} 0.12$/m);
  expect(text).toMatch(/^inrush_change_verdict\{.*metric="rate",verdict="same"\} 1$/m);
});

it('every line for Prometheus stays one with any text anywhere', async () => {
  const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\[\\"n])*"`;
  const sample = String.raw`inrush_[a-z_]+\{${label}(?:,${label})*\} \S+`;
  const line = new RegExp(String.raw`^(?:# (?:HELP|TYPE) inrush_[a-z_]+ .*|${sample})$`);
  await fc.assert(
    fc.asyncProperty(poisonedReports, async (report) => {
      const lines = (await render(report, 'prometheus', options)).trimEnd().split(/[\r\n]/);
      expect(lines.filter((each) => !line.test(each))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

async function gitlab(report: Report): Promise<Record<string, Record<string, number>>> {
  const { metrics } = JSON.parse(await render(report, 'gitlab', options)) as {
    metrics: Record<string, Record<string, number>>;
  };
  return metrics;
}

async function namesIn(report: Report, format: string): Promise<string[]> {
  const entries = JSON.parse(await render(report, format, options)) as { name: string }[];
  return entries.map(({ name }) => name);
}
