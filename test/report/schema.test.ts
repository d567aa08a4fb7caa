import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { resultSchema } from '../../schema/result-schema.js';
import committed from '../../schema/result.schema.json' with { type: 'json' };
import {
  scalingComparison,
  serialisingComparison,
  sweptComparison,
  threadedComparison,
} from '../support/sample-comparison.ts';
import * as sample from '../support/sample-result.ts';

const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(committed);
const { closedRun } = sample;

it('the schema file is what the types say; npm run schema renews it', { timeout: 60_000 }, () => {
  expect(resultSchema()).toEqual(committed);
});

it.each([
  sample.closedRun,
  sample.openRun,
  sample.smallRun,
  sample.partialRun,
  sample.gatedRun,
  sample.invalidRun,
  scalingComparison,
  serialisingComparison,
  threadedComparison,
  sweptComparison,
])('sample %# passes the schema', (report) => {
  isValid(report);
  expect(isValid.errors).toBeNull();
});

const { accounting: _accounting, ...withoutAccounting } = closedRun;

it.each<[string, unknown]>([
  ['a missing key', withoutAccounting],
  ['an extra key', { ...closedRun, requestsPerSecond: 1 }],
  ['an extra key deep inside', { ...closedRun, bytes: { ...closedRun.bytes, total: 1 } }],
  ['a string for a number', { ...closedRun, wallMs: '30001' }],
  ['null for a number', { ...closedRun, measuredMs: null }],
  ['an unknown verdict', { ...closedRun, gates: [{ ...sample.gatedRun.gates[0], verdict: 'ok' }] }],
  [
    'a load with the fields of another',
    { ...closedRun, load: { ...closedRun.load, load: { kind: 'constant-vus', ratePerS: 1, durationMs: 1 } } },
  ],
  ['another version', { ...closedRun, schemaVersion: 2 }],
  ['a comparison without its sides', { ...scalingComparison, sync: undefined, async: undefined }],
  ['something else', []],
])('the schema refuses %s', (_name, report) => {
  expect(isValid(JSON.parse(JSON.stringify(report)))).toBe(false);
});
