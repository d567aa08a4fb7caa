import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeCause } from '../base/errors.ts';
import type { Parsed } from '../base/units.ts';
import type { Fingerprint, MachineFacts } from '../summary/fingerprint.ts';
import { parseFingerprint } from '../summary/fingerprint-text.ts';
import { machineDifferences } from '../summary/machine-differences.ts';
import { stateFolder } from './state-folder.ts';

/** The fingerprint that `inrush doctor --save` kept of this machine. */
export type SavedFingerprint = {
  /** null when there is none, or none that is about this machine. */
  readonly fingerprint: Fingerprint | null;
  /** Why one that is there is of no use, and what to do. */
  readonly note: string | null;
};

/** What a fingerprint never reaches. */
const mostBytes = 64 * 1024;

/** The file that `INRUSH_FINGERPRINT` names, else one in the user's state folder; null when it is empty, or there is neither. */
export function fingerprintPath(environment: NodeJS.ProcessEnv = process.env): string | null {
  const { INRUSH_FINGERPRINT: named } = environment;
  if (named !== undefined) return named === '' ? null : named;
  const folder = stateFolder(environment);
  return folder === null ? null : join(folder, 'fingerprint.json');
}

/** Never fails: a load run can do without. */
export function findFingerprint(
  machine: MachineFacts,
  environment: NodeJS.ProcessEnv = process.env,
): SavedFingerprint {
  const path = fingerprintPath(environment);
  if (path === null) return { fingerprint: null, note: null };
  const reading = readFingerprint(path);
  if (!reading.ok) return useless(`the fingerprint in ${path} is ignored, ${reading.message}`);
  if (reading.value === null) {
    const isExpected = environment['INRUSH_FINGERPRINT'] !== undefined;
    return isExpected
      ? useless(`INRUSH_FINGERPRINT: there is no ${path}`)
      : { fingerprint: null, note: null };
  }
  const differences = machineDifferences(reading.value.machine, machine);
  if (differences.length === 0) return { fingerprint: reading.value, note: null };
  return useless(
    `the fingerprint in ${path} is ignored, it is not of this machine (${differences.join('; ')})`,
  );
}

function useless(why: string): SavedFingerprint {
  return { fingerprint: null, note: `${why}; inrush doctor --save makes one` };
}

/** null when there is none. */
function readFingerprint(path: string): Parsed<Fingerprint | null> {
  try {
    const text = readSmallFile(path);
    return text === null ? { ok: true, value: null } : parseFingerprint(text);
  } catch (error) {
    return { ok: false, message: `it can't be read (${describeCause(error)})` };
  }
}

/** null when there is no such file. A device or a pipe might never end. */
function readSmallFile(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (!stats.isFile()) throw new Error('not a file');
  if (stats.size > mostBytes) throw new Error('too large for one');
  return readFileSync(path, 'utf8');
}
