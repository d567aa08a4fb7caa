import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import doctorSchema from '../../schema/doctor.schema.json' with { type: 'json' };
import type { DoctorReport } from '../../src/doctor/doctor-report.ts';
import { readMachineFacts } from '../../src/machine/machine-facts.ts';
import { parseFingerprint } from '../../src/summary/fingerprint-text.ts';
import { inrushWith, temporaryFolder } from '../support/built-cli.ts';

it('inrush doctor looks at the machine in less than 20 s, and keeps what it can do', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'new', 'fingerprint.json');
  const options = { cwd: folder, env: { INRUSH_FINGERPRINT: path } };
  const outcome = await inrushWith(options, 'doctor', '--save', '-o', 'json=doctor.json');
  // Without a report only stderr says why.
  if (outcome.stdout === '') expect(outcome.stderr).toBe('');
  expect(outcome.tookMs).toBeLessThan(20_000);
  expect(outcome.stdout).toMatch(/^inrush \S+ {2}\S.*\n\S.*\n\n(ok {4}|look {2})cores /);
  const report = JSON.parse(await readFile(join(folder, 'doctor.json'), 'utf8')) as DoctorReport;
  const isValid = new Ajv({ allowUnionTypes: true }).compile(doctorSchema);
  isValid(report);
  expect(isValid.errors).toBeNull();
  expect(report.machine).toEqual(readMachineFacts());
  // A machine that is busy with something else can't be told what it can do.
  if (report.selfTest.floor === null) {
    expect(outcome).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('nothing was saved') });
    expect(existsSync(path)).toBe(false);
    return;
  }
  expect(outcome).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining(`inrush: the fingerprint of this machine is in ${path}\n`),
  });
  const { p50Us, p99Us, trust } = report.selfTest.floor;
  expect(outcome.stderr.includes('on a busy machine')).toBe(trust !== 'ok');
  expect(parseFingerprint(await readFile(path, 'utf8'))).toMatchObject({
    ok: true,
    value: { machine: report.machine, floor: { p50Us, p99Us } },
  });
});
