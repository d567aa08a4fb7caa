import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBaseline } from '../../src/gate/baseline/make-baseline.ts';
import { baselineReport, noiseWarnings } from '../../src/report/baseline-table.ts';
import { displayWidth } from '../../src/base/fit.ts';
import { plain } from '../../src/report/palette.ts';
import { hostileText } from '../support/hostile-report.ts';
import { recorded } from '../support/sample-compare.ts';
import { flowRun } from '../support/sample-flow-result.ts';
import { noisyRuns, storedRun } from '../support/stored-run.ts';

it.each([
  ['baseline', recorded],
  ['baseline-requests', makeBaseline([flowRun, flowRun])],
])('%s is what its golden file says, on 80 columns', (name, baseline) => {
  const file = new URL(`../golden/${name}.txt`, import.meta.url);
  const text = baselineReport(baseline, plain);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
  for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
});

describe('noise', () => {
  it('that hinders no gate is not worth a word', () => {
    expect(noiseWarnings(makeBaseline(noisyRuns(10, { noise: 0.02, seed: 1 })))).toEqual([]);
  });

  it('that is large is told with what to do', () => {
    const [warning, ...others] = noiseWarnings(makeBaseline(noisyRuns(10, { noise: 0.25, seed: 1 })));
    expect(warning).toMatch(
      /^runs differ in p50 by .* %, p95 by .* %, rate by .* %: limits below three times/,
    );
    expect(others).toEqual([]);
  });

  it('of one run that stands apart names the run', () => {
    const runs = [10, 10.1, 9.9, 10, 10.2, 21, 10].map((p50Ms) => storedRun({ p50Ms }));
    expect(noiseWarnings(makeBaseline(runs)).join()).toContain('run 6 stands far from the others');
  });

  it('is hardly told by few runs', () => {
    expect(noiseWarnings(makeBaseline(noisyRuns(3, { noise: 0.01, seed: 1 })))).toEqual([
      '3 runs say little of how much runs differ: record 10',
    ]);
  });
});

it('no text of a baseline steers a terminal', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const { conditions, rows } = recorded;
      const target = { ...conditions.target, url: text, method: text };
      const baseline = {
        ...recorded,
        inrush: text,
        startedAt: text,
        conditions: { ...conditions, target, requests: [text, 'b'] },
        rows: rows.map((row) => ({ ...row, request: row.metric === 'p50' ? text : null })),
      };
      expect(baselineReport(baseline, plain).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }),
  );
});
