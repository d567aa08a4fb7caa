import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import type { DoctorReport } from '../doctor/doctor-report.ts';
import { fingerprintOf } from '../doctor/fingerprint-of.ts';
import { fingerprintPath } from '../machine/saved-fingerprint.ts';
import { fingerprintText, parseFingerprint } from '../summary/fingerprint-text.ts';
import { accessFolder } from './access-folder.ts';
import { writeReport } from './outputs.ts';

export type FingerprintFile =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: Problem };

const elsewhere = 'name another file with INRUSH_FINGERPRINT=FILE';

/** Where `--save` will write, its folder made; or why it can't, before anything is measured. */
export function chooseFingerprintFile(environment: NodeJS.ProcessEnv = process.env): FingerprintFile {
  const path = fingerprintPath(environment);
  if (path === null) return refusal('--save: there is no place for the fingerprint', elsewhere);
  try {
    makeFolder(dirname(path));
    accessFolder(dirname(path));
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return { ok: true, path };
    if (!stats.isFile()) return refusal(`--save: ${path} is not a file`, elsewhere);
    if (isForeign(readFileSync(path, 'utf8'))) {
      return refusal(`--save: ${path} holds something else than a fingerprint`, `${elsewhere}, or remove it`);
    }
    return { ok: true, path };
  } catch (error) {
    return refusal(`--save: ${path} can't be written (${describeCause(error)})`, elsewhere);
  }
}

/** Throws `cannot-run` when the self-test could not tell the floor, or the file can't be written after all. */
export function saveFingerprint(report: DoctorReport, path: string): void {
  const fingerprint = fingerprintOf(report);
  if (fingerprint === null) {
    const message = '--save: nothing was saved, the self-test could not tell the floor of this machine';
    const hint = 'its line says why; run it again when the machine is quiet';
    throw new InrushError('cannot-run', [{ message, hint }]);
  }
  writeReport(path, fingerprintText(fingerprint));
}

/** Node's own recursion never ends where a folder is refused as if its parent were missing, as under /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** What a slip of the environment names must not be lost; a fingerprint that is broken or of another version may be. */
function isForeign(text: string): boolean {
  if (text.trim() === '') return false;
  const parsed = parseFingerprint(text);
  return !parsed.ok && parsed.isForeign;
}

function refusal(message: string, hint: string): FingerprintFile {
  return { ok: false, problem: { message, hint } };
}
