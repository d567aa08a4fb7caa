import { describe, expect, it } from 'vitest';
import { pageBytes } from '../../src/server/page-bytes.ts';
import { linuxProcesses, parseProcessStat } from '../../src/server/process-stat.ts';

const line =
  '18163 (a) R (b c) S 18160 18161 11302 0 -1 4194304 97 0 0 0 12 34 56 78 20 0 1 0 4529639 3133440 413 1 2 3';

describe('a line of /proc/PID/stat', () => {
  it('is read behind a name that holds spaces and parentheses', () => {
    expect(parseProcessStat(line)).toEqual({
      pid: 18163,
      parent: 18160,
      group: 18161,
      session: 11302,
      isZombie: false,
      cpuMs: 460,
      childrenCpuMs: 1340,
      startTicks: 4529639,
      residentPages: 413,
    });
  });

  it.each([
    ['Z', true],
    ['X', true],
    ['R', false],
    ['T', false],
  ])('tells whether the process has ended: %s', (state, isZombie) => {
    expect(parseProcessStat(line.replace(') S ', `) ${state} `))?.isZombie).toBe(isZombie);
  });

  it.each(['', '18163', '18163 (node)', '18163 (node) S 1 2', 'x'.repeat(200)])('is none: %j', (text) => {
    expect(parseProcessStat(text)).toBeNull();
  });
});

describe.runIf(process.platform === 'linux')('the processes of this machine', () => {
  it('hold this one, with its parent', () => {
    expect(linuxProcesses.pids()).toContain(process.pid);
    expect(linuxProcesses.stat(process.pid)).toMatchObject({ pid: process.pid, parent: process.ppid });
  });

  it('are none of a pid that nobody has', () => {
    expect(linuxProcesses.stat(2 ** 30)).toBeNull();
  });

  it('count memory in pages of a known size', () => {
    const pages = linuxProcesses.stat(process.pid)?.residentPages ?? 0;
    const bytes = process.memoryUsage.rss();
    expect((pages * pageBytes()) / bytes).toBeGreaterThan(0.8);
    expect((pages * pageBytes()) / bytes).toBeLessThan(1.25);
  });
});

describe('the size of a page', () => {
  const vector = (...pairs: readonly (readonly [bigint, bigint])[]): Buffer => {
    const bytes = Buffer.alloc(16 * pairs.length);
    for (const [index, [key, value]] of pairs.entries()) {
      bytes.writeBigUInt64LE(key, 16 * index);
      bytes.writeBigUInt64LE(value, 16 * index + 8);
    }
    return bytes;
  };

  it.each([
    ['is what the kernel told this process', vector([33n, 1n], [6n, 65_536n], [0n, 0n]), 65_536],
    ['is the usual one where it told nothing', vector([33n, 1n], [0n, 0n]), 4096],
    ['is the usual one of half a vector', vector([6n, 65_536n]).subarray(0, 12), 4096],
  ])('%s', (_name, bytes, size) => {
    expect(pageBytes(() => bytes)).toBe(size);
  });

  it('is the usual one where there is no such file', () => {
    expect(
      pageBytes(() => {
        throw new Error('ENOENT');
      }),
    ).toBe(4096);
  });
});
