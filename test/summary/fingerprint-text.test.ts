import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/summary/fingerprint.ts';
import { fingerprintText, parseFingerprint } from '../../src/summary/fingerprint-text.ts';
import { sampleFingerprint, sampleMachine } from '../support/sample-machine.ts';

const amount = fc.double({ min: 1e-3, max: 1e15, noNaN: true });

describe('a fingerprint', () => {
  it('is read as it was written', () => {
    const fingerprints: fc.Arbitrary<Fingerprint> = fc.record({
      machine: fc.record({
        cpuModel: fc.option(fc.string()),
        cores: fc.integer({ min: 1, max: 1024 }),
        memoryBytes: amount,
        platform: fc.string(),
        kernel: fc.string(),
        node: fc.string(),
        governor: fc.option(fc.string()),
        cpuLimitCores: fc.option(amount),
        memoryLimitBytes: fc.option(amount),
      }),
      savedAt: fc.string(),
      inrush: fc.string(),
      floor: fc.record({ p50Us: amount, p99Us: amount }),
      highestRatePerS: fc.option(amount),
      closedLoopPerS: fc.option(amount),
    });
    fc.assert(
      fc.property(fingerprints, (fingerprint) => {
        expect(parseFingerprint(fingerprintText(fingerprint))).toEqual({ ok: true, value: fingerprint });
      }),
    );
  });

  it.each(['', '{', 'null', '[]', '"fingerprint"', '{"schemaVersion":1,"kind":"load-run"}'])(
    'is not seen in %j',
    (text) => {
      expect(parseFingerprint(text)).toEqual({
        ok: false,
        message: 'it is no fingerprint',
        isForeign: true,
      });
    },
  );

  it('of another version of the format is not guessed at', () => {
    const text = fingerprintText(sampleFingerprint).replace('"schemaVersion": 1', '"schemaVersion": 2');
    expect(parseFingerprint(text)).toMatchObject({
      ok: false,
      message: 'another version of inrush wrote it',
      isForeign: false,
    });
  });

  it.each<[string, object]>([
    ['no machine', { machine: null }],
    ['a machine without cores', { machine: { ...sampleMachine, cores: undefined } }],
    ['a model that is a number', { machine: { ...sampleMachine, cpuModel: 7 } }],
    ['a limit that is a text', { machine: { ...sampleMachine, cpuLimitCores: '2' } }],
    ['no floor', { floor: undefined }],
    ['a floor of nothing', { floor: { p50Us: 0, p99Us: 1 } }],
    ['a floor below nothing', { floor: { p50Us: 40, p99Us: -1 } }],
    ['a text for a rate', { closedLoopPerS: '90000' }],
    ['no rate at all', { closedLoopPerS: undefined }],
    ['no date', { savedAt: undefined }],
  ])('with %s is broken', (_name, changes) => {
    const text = JSON.stringify({ ...JSON.parse(fingerprintText(sampleFingerprint)), ...changes });
    expect(parseFingerprint(text)).toEqual({
      ok: false,
      message: 'a part of it is missing or broken',
      isForeign: false,
    });
  });
});
