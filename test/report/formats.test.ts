import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { type RunReport, reporters } from '../../src/report/registry.ts';
import { failingComparison, sweptComparison, threadedComparison } from '../support/sample-comparison.ts';
import { boundedRun, confidentRun } from '../support/sample-confidence.ts';
import { flowRun, gatedFlowRun, twoUrlsRun } from '../support/sample-flow-result.ts';
import * as sample from '../support/sample-result.ts';

const endings = {
  markdown: 'md',
  csv: 'csv',
  'csv-requests': 'requests.csv',
  hlog: 'hlog',
  prometheus: 'prom',
} as const;

const reports: readonly (readonly [name: string, report: RunReport])[] = [
  ['closed', sample.closedRun],
  ['open-with-failures', sample.openRun],
  ['gates-failed', sample.gatedRun],
  ['partial', sample.partialRun],
  ['invalid', sample.invalidRun],
  ['flows', flowRun],
  ['flows-gated', gatedFlowRun],
  ['two-urls', twoUrlsRun],
  ['confidence', confidentRun],
  ['confidence-bounds', boundedRun],
  ['sync-vs-async-failures', failingComparison],
  ['sync-vs-async-threads', threadedComparison],
  ['sync-vs-async-sweep', sweptComparison],
];

describe.each(Object.entries(endings))('as %s', (format, ending) => {
  it.each(reports)('%s is what its golden file says', async (name, report) => {
    const file = new URL(`../golden/${name}.${ending}`, import.meta.url);
    const text = await rendered(format, report);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

it('every format is looked at here, or has a test of its own', () => {
  const elsewhere = ['text', 'json', 'junit', 'gitlab', 'benchmark', 'benchmark-bigger', 'html'];
  expect([...Object.keys(endings), ...elsewhere].toSorted()).toEqual(Object.keys(reporters).toSorted());
});

// What a schema lets through a reader may hold any text and any number.
it.each(Object.keys(reporters))('%s can be made of any numbers and strings', async (format) => {
  const strange = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...reports.map(([, report]) => report)),
      fc.array(strange, { minLength: 1, maxLength: 20 }),
      async (report, values) => {
        expect(await rendered(format, changed(report, values))).toMatch(/\n$/);
      },
    ),
    { numRuns: 60 },
  );
});

async function rendered(format: string, report: RunReport): Promise<string> {
  const load = reporters[format];
  if (load === undefined) throw new Error(`no ${format}`);
  return (await load())(report, { palette: plain, latency: false });
}

/** The same with strings and numbers replaced, in turn, where the schema allows any. */
function changed(report: RunReport, values: readonly (string | number)[]): RunReport {
  const copy = structuredClone(report);
  let turn = 0;
  const visit = (node: object): void => {
    for (const [key, inner] of Object.entries(node) as [string, unknown][]) {
      if (typeof inner === 'object' && inner !== null) visit(inner);
      const checked = [
        'kind',
        'state',
        'level',
        'verdict',
        'model',
        'engine',
        'arrival',
        'pacing',
        'holds',
        'schemaVersion',
      ];
      const value = values[turn % values.length];
      if (typeof inner !== typeof value || checked.includes(key)) continue;
      Reflect.set(node, key, value);
      turn++;
    }
  };
  visit(copy);
  return copy;
}
