import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import committed from '../../schema/doctor.schema.json' with { type: 'json' };
import { doctorSchema } from '../../schema/result-schema.js';
import { doctorText } from '../../src/report/doctor-text.ts';
import { displayWidth } from '../../src/base/fit.ts';
import { plain } from '../../src/report/palette.ts';
import { soreDoctor, soundDoctor } from '../support/sample-doctor.ts';

describe.each([
  ['doctor-sound', soundDoctor],
  ['doctor-sore', soreDoctor],
])('the screen of %s', (name, report) => {
  const text = doctorText(report, plain);

  it('is what its golden file says', () => {
    const file = new URL(`../golden/${name}.txt`, import.meta.url);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('fits 80 columns', () => {
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
  });
});

it('a sound machine fits a screen of 24 lines', () => {
  expect(doctorText(soundDoctor, plain).trimEnd().split('\n').length).toBeLessThanOrEqual(23);
});

it('the schema of the document is what the types say; npm run schema renews it', { timeout: 60_000 }, () => {
  expect(doctorSchema()).toEqual(committed);
  const isValid = new Ajv({ strict: true, allowUnionTypes: true }).compile(committed);
  for (const report of [soundDoctor, soreDoctor]) {
    isValid(report);
    expect(isValid.errors).toBeNull();
  }
  expect(isValid({ ...soundDoctor, kind: 'load-run' })).toBe(false);
});
