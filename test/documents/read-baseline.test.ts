import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { baselineSchema } from '../../schema/result-schema.js';
import committed from '../../schema/baseline.schema.json' with { type: 'json' };
import { InrushError } from '../../src/base/errors.ts';
import { baselineText } from '../../src/gate/baseline/baseline-text.ts';
import { makeBaseline } from '../../src/gate/baseline/make-baseline.ts';
import { readBaseline } from '../../src/documents/read-baseline.ts';
import { readReport } from '../../src/report/read-report.ts';
import { recorded, slowerCandidate } from '../support/sample-compare.ts';
import { flowRun } from '../support/sample-flow-result.ts';
import { closedRun, openRun } from '../support/sample-result.ts';

it('the schema file is what the types say; npm run schema renews it', { timeout: 60_000 }, () => {
  expect(baselineSchema()).toEqual(committed);
});

it.each([recorded, makeBaseline([flowRun]), makeBaseline([openRun, openRun])])(
  'what is written is read as it was: %#',
  async (baseline) => {
    const text = baselineText(baseline);
    expect(await readBaseline(text, 'a.json')).toEqual(JSON.parse(text));
    expect(baselineText(await readBaseline(text, 'a.json'))).toBe(text);
    const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(committed);
    isValid(JSON.parse(text));
    expect(isValid.errors).toBeNull();
  },
);

describe('a refusal says', () => {
  it.each<[string, unknown, string]>([
    ['that it is a result', closedRun, 'a.json: it is the result of one run and not a baseline'],
    [
      'that it is a comparison',
      slowerCandidate,
      'a.json: it is what inrush compare found and not a baseline',
    ],
    ['that it is neither', { a: 1 }, 'a.json: this is JSON, but not a baseline of inrush'],
    ['what is missing', { ...recorded, rows: undefined }, 'a.json: rows is missing'],
    ['what is wrong', { ...recorded, runs: 'x' }, 'a.json: runs must be number, got "x"'],
    [
      'that it is newer',
      { ...recorded, schemaVersion: 2, inrush: '9.9.9' },
      'a.json: made by a newer inrush',
    ],
  ])('%s', async (_name, document, message) => {
    const refused = await refusalOf(() => readBaseline(JSON.stringify(document), 'a.json'));
    expect(refused[0]).toContain(message);
  });

  it('that a baseline is no result', async () => {
    const refused = await refusalOf(() => readReport(baselineText(recorded), 'a.json'));
    expect(refused).toEqual(['a.json: it is a baseline and not a result']);
  });
});

async function refusalOf(read: () => Promise<unknown>): Promise<string[]> {
  try {
    await read();
  } catch (error) {
    if (error instanceof InrushError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
