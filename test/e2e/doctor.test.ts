import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMachineFacts } from '../../src/machine/machine-facts.ts';
import type { Fingerprint } from '../../src/summary/fingerprint.ts';
import { fingerprintText } from '../../src/summary/fingerprint-text.ts';
import { inrush, inrushWith, isAlive, startInrush, temporaryFolder } from '../support/built-cli.ts';
import { sampleFingerprint } from '../support/sample-machine.ts';
import { countingServer } from './counting-server.ts';
import { loadResult, loadResultOf } from './json-report.ts';

const patient = { timeout: 20_000, interval: 20 };

describe('inrush doctor', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends at %s without a report, and leaves no process behind', async (signal, exitCode) => {
    const cli = startInrush(['doctor']);
    await expect.poll(() => cli.childPids().length, patient).toBeGreaterThan(1);
    const children = cli.childPids();
    // Ctrl-C reaches the whole group, `kill` the process alone.
    if (signal === 'SIGINT') cli.signalGroup(signal);
    else cli.signal(signal);
    expect(await cli.outcome()).toMatchObject({ exitCode, stdout: '', stderr: '' });
    await expect.poll(() => children.filter(isAlive), patient).toEqual([]);
  });

  it('leaves no process behind when it is killed', async () => {
    const cli = startInrush(['doctor']);
    await expect.poll(() => cli.childPids().length, patient).toBeGreaterThan(1);
    const children = cli.childPids();
    cli.signal('SIGKILL');
    await cli.outcome();
    await expect.poll(() => children.filter(isAlive), patient).toEqual([]);
  });

  it('says everything that is wrong before it measures anything', async () => {
    const folder = await temporaryFolder();
    const taken = join(folder, 'package.json');
    await writeFile(taken, '{"name": "mine"}');
    const env = { INRUSH_FINGERPRINT: taken };
    const outcome = await inrushWith({ env }, 'doctor', 'now', '--save', '-o', 'csv', '--duration', '5s');
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    for (const wrong of [
      /unknown flag --duration/,
      /"csv" is not a format of doctor/,
      /takes no words, got now/,
    ]) {
      expect(outcome.stderr).toMatch(wrong);
    }
    expect(outcome.stderr).toContain(`${taken} holds something else than a fingerprint`);
    expect(await readFile(taken, 'utf8')).toBe('{"name": "mine"}');
  });

  it.each([
    ['nothing', '', /there is no place for the fingerprint/],
    ['a folder', '.', /\. is not a file/],
    ['what is no folder', '/proc/self/status/fingerprint.json', /can't be written/],
  ])('refuses to save where the environment names %s', async (_name, named, why) => {
    const outcome = await inrushWith({ env: { INRUSH_FINGERPRINT: named } }, 'doctor', '--save');
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(why) });
    expect(outcome.tookMs).toBeLessThan(5000);
  });
});

describe('a load run', () => {
  it('carries the fingerprint of its machine, and says when it is near the floor', async () => {
    const { url } = await countingServer();
    const folder = await temporaryFolder();
    for (const [p50Us, isNear] of [
      [1e6, true],
      [0.1, false],
    ] as const) {
      const fingerprint = { ...sampleFingerprint, machine: readMachineFacts(), floor: { p50Us, p99Us: 2e6 } };
      const outcome = await runWith(fingerprint, folder, url);
      expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
      const result = loadResult(await readFile(join(folder, 'result.json'), 'utf8'));
      expect(result.generator).toMatchObject({ machine: fingerprint.machine, fingerprint });
      expect(result.latency.nearFloor).toBe(isNear);
      expect(outcome.stdout.includes("p50 is near this machine's floor of 1.00 s")).toBe(isNear);
    }
  });

  it('does without one, and tells the machine all the same', async () => {
    const { url } = await countingServer();
    const result = loadResultOf(await inrush(url, '-n', '200', '-o', 'json'));
    expect(result.generator).toMatchObject({ machine: readMachineFacts(), fingerprint: null });
    expect(result.latency.nearFloor).toBeNull();
  });

  it.each([
    [
      'is broken',
      '{"schemaVersion": 1, "kind": "fingerprint"}',
      /is ignored, a part of it is missing or broken/,
    ],
    ['is something else', '\u0000\u0001 not JSON', /is ignored, it is no fingerprint/],
    ['is of another machine', fingerprintText(sampleFingerprint), /is not of this machine \(CPU: /],
    ['is a folder', null, /is ignored, it can't be read \(not a file\)/],
  ])('ignores a fingerprint that %s, with a note', async (_name, text, why) => {
    const { url } = await countingServer();
    const path = join(await temporaryFolder(), 'fingerprint.json');
    await (text === null ? mkdir(path) : writeFile(path, text));
    const env = { INRUSH_FINGERPRINT: path };
    const outcome = await inrushWith({ env }, url, '-n', '50', '-o', 'json');
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stderr).toMatch(why);
    expect(outcome.stderr).toMatch(/inrush doctor --save makes one\n$/);
    expect(loadResultOf(outcome).generator.fingerprint).toBeNull();
    expect((await inrushWith({ env }, url, '-n', '50', '-q')).stderr).toBe('');
  });
});

async function runWith(fingerprint: Fingerprint, folder: string, url: string): ReturnType<typeof inrushWith> {
  await writeFile(join(folder, 'fingerprint.json'), fingerprintText(fingerprint));
  const options = { cwd: folder, env: { INRUSH_FINGERPRINT: 'fingerprint.json' } };
  return inrushWith(options, url, '-n', '500', '-o', 'json=result.json');
}
