import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { version } from '../../src/base/version.ts';
import { jsonReport } from '../../src/report/json.ts';
import { plain } from '../../src/report/palette.ts';
import { readReport } from '../../src/report/read-report.ts';
import { scalingComparison, sweptComparison, threadedComparison } from '../support/sample-comparison.ts';
import * as sample from '../support/sample-result.ts';

const { openRun } = sample;

it.each([
  sample.closedRun,
  sample.openRun,
  sample.partialRun,
  sample.gatedRun,
  sample.invalidRun,
  scalingComparison,
  threadedComparison,
  sweptComparison,
])('what the JSON report wrote is read as it was: %#', async (report) => {
  const text = jsonReport(report, { palette: plain, latency: false });
  const read = await readReport(text, 'a.json');
  expect(read).toEqual(JSON.parse(text));
  expect(jsonReport(read, { palette: plain, latency: false })).toBe(text);
});

describe('a refusal says', () => {
  it.each<[string, unknown, string[]]>([
    ['that it is no result', { a: 1 }, ['a.json: this is JSON, but not a result of inrush']],
    ['that a list is none', [], ['a.json: this is JSON, but not a result of inrush']],
    ['that null is none', null, ['a.json: this is JSON, but not a result of inrush']],
    [
      'that it is newer',
      { ...openRun, schemaVersion: 2, inrush: '3.4.0' },
      [`a.json: made by a newer inrush, version 3.4.0; this is version ${version}`],
    ],
    [
      'that it is of another version',
      { ...openRun, schemaVersion: 'x' },
      ['a.json: schemaVersion is "x", and this inrush reads 1'],
    ],
    ['which kind is not known', { ...openRun, kind: 'sync' }, ['a.json: kind is not known, got "sync"']],
    ['what is missing', { ...openRun, trust: { level: 'ok' } }, ['a.json: trust.reasons is missing']],
    [
      'what is too much',
      { ...openRun, bytes: { ...openRun.bytes, all: 1 } },
      ['a.json: bytes.all is not known'],
    ],
    [
      'what has another type',
      { ...openRun, timeSeries: { intervalMs: null, points: [{}] }, overload: 'none' },
      [
        'a.json: overload must be object or null, got "none"',
        'a.json: timeSeries.intervalMs must be number, got null',
      ],
    ],
    [
      'only what is wrong with the load that is meant',
      { ...openRun, load: { ...openRun.load, load: { ...openRun.load.load, ratePerS: '5k' } } },
      ['a.json: load.load.ratePerS must be number, got "5k"'],
    ],
    [
      'only what is wrong inside a part that may be null',
      { ...openRun, overload: { cause: 'target', capacityPerS: true, queueGrowthPerS: 1 } },
      ['a.json: overload.capacityPerS must be number, got true'],
    ],
    [
      'which words there are',
      { ...openRun, gates: [{ ...sample.gatedRun.gates[0], verdict: 'ok' }] },
      ['a.json: gates[0].verdict must be one of ["passed","failed","inconclusive","no-data"], got "ok"'],
    ],
    [
      'when it says no time',
      { ...openRun, startedAt: 'yesterday' },
      ['a.json: startedAt must be an ISO 8601 time, got "yesterday"'],
    ],
  ])('%s', async (_name, document, messages) => {
    expect((await refusalOf(JSON.stringify(document))).slice(0, messages.length)).toEqual(messages);
  });

  it('the rest as a number beyond ten problems', async () => {
    const messages = await refusalOf('{"schemaVersion": 1, "kind": "load-run"}');
    expect(messages).toHaveLength(11);
    expect(messages.at(-1)).toMatch(/^a\.json: and \d+ more$/);
  });

  it('another version of inrush as the likely cause', async () => {
    const other = JSON.stringify({ ...openRun, inrush: '0.0.9', extra: 1 });
    expect(await hintsOf(other)).toEqual([`it was made by inrush 0.0.9, and this is ${version}`]);
    expect(await hintsOf(JSON.stringify({ ...openRun, extra: 1 }))).toEqual([
      'was it changed by hand? schema/result.schema.json says what it must hold',
    ]);
  });

  it('nothing that could steer a terminal', async () => {
    const hostile = '\u{1b}[31m'.repeat(50);
    const document = { ...openRun, [hostile]: 1, startedAt: 1, inrush: hostile, schemaVersion: hostile };
    for (const schemaVersion of [1, 2, hostile]) {
      const messages = await refusalOf(JSON.stringify({ ...document, schemaVersion }));
      expect(messages.join('')).not.toMatch(/\p{Cc}/u);
    }
  });
});

it('a part that is lost or replaced is refused or harmless, and never a crash', async () => {
  const values = fc.constantFrom<unknown>(null, 'x', -1, 1e300, [], {}, true, undefined);
  const report = fc.constantFrom<object>(openRun, sample.gatedRun, sweptComparison);
  await fc.assert(
    fc.asyncProperty(report, fc.nat(), values, async (document, place, value) => {
      const text = JSON.stringify(replaced(document, place, value));
      try {
        await readReport(text, 'a.json');
      } catch (error) {
        expect(error).toBeInstanceOf(InrushError);
      }
    }),
    { numRuns: 200 },
  );
});

/** With one of its values exchanged; undefined takes it out. */
function replaced(document: object, place: number, value: unknown): object {
  const copy = structuredClone(document);
  const places: (readonly [object, string])[] = [];
  const visit = (node: object): void => {
    for (const [key, inner] of Object.entries(node) as [string, unknown][]) {
      places.push([node, key]);
      if (typeof inner === 'object' && inner !== null) visit(inner);
    }
  };
  visit(copy);
  const [node, key] = places[place % places.length] ?? [copy, 'kind'];
  Reflect.set(node, key, value);
  return copy;
}

async function refusalOf(text: string): Promise<string[]> {
  return (await errorOf(text)).problems.map(({ message }) => message);
}

async function hintsOf(text: string): Promise<(string | undefined)[]> {
  return (await errorOf(text)).problems.flatMap(({ hint }) => (hint === undefined ? [] : [hint]));
}

async function errorOf(text: string): Promise<InrushError> {
  try {
    await readReport(text, 'a.json');
  } catch (error) {
    if (error instanceof InrushError && error.code === 'usage') return error;
  }
  throw new Error('it was not refused');
}
