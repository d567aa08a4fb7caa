import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findFingerprint, fingerprintPath } from '../../src/machine/saved-fingerprint.ts';
import { fingerprintText } from '../../src/summary/fingerprint-text.ts';
import { sampleFingerprint, sampleMachine } from '../support/sample-machine.ts';

const none = { fingerprint: null, note: null };

describe('the saved fingerprint', () => {
  it('is found where it was kept, or where the environment says', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'inrush'));
    const path = join(folder, 'inrush', 'fingerprint.json');
    writeFileSync(path, fingerprintText(sampleFingerprint));
    for (const environment of [{ XDG_STATE_HOME: folder }, { INRUSH_FINGERPRINT: path }]) {
      expect(findFingerprint(sampleMachine, environment)).toEqual({
        fingerprint: sampleFingerprint,
        note: null,
      });
    }
  });

  it('is missed in silence, unless the environment names one', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'fingerprint.json');
    expect(findFingerprint(sampleMachine, { XDG_STATE_HOME: folder })).toEqual(none);
    expect(findFingerprint(sampleMachine, { INRUSH_FINGERPRINT: '' })).toEqual(none);
    expect(fingerprintPath({ XDG_STATE_HOME: folder, INRUSH_FINGERPRINT: '' })).toBeNull();
    expect(findFingerprint(sampleMachine, { INRUSH_FINGERPRINT: path })).toEqual({
      fingerprint: null,
      note: `INRUSH_FINGERPRINT: there is no ${path}; inrush doctor --save makes one`,
    });
  });

  it.each<[string, (path: string) => void, RegExp]>([
    ['a cut file', (path) => writeFileSync(path, '{"kind": "finger'), /is ignored, it is no fingerprint; /],
    ['another file', (path) => writeFileSync(path, '{"name": "inrush"}'), /it is no fingerprint; /],
    ['a folder', (path) => mkdirSync(path), /it can't be read \(not a file\); /],
    [
      'a long file',
      (path) => writeFileSync(path, ' '.repeat(70_000)),
      /it can't be read \(too large for one\); /,
    ],
    [
      'one of another machine',
      (path) =>
        writeFileSync(
          path,
          fingerprintText({ ...sampleFingerprint, machine: { ...sampleMachine, cores: 96 } }),
        ),
      /it is not of this machine \(cores: 96, now 4\); /,
    ],
  ])('is ignored, with a note that says what to do, when it is %s', (_name, make, why) => {
    const path = join(temporaryFolder(), 'fingerprint.json');
    make(path);
    const { fingerprint, note } = findFingerprint(sampleMachine, { INRUSH_FINGERPRINT: path });
    expect(fingerprint).toBeNull();
    expect(note).toMatch(why);
    expect(note).toContain(path);
    expect(note).toMatch(/; inrush doctor --save makes one$/);
  });
});

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-fingerprint-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
