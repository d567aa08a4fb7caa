import { cpus } from 'node:os';
import { describe, expect, it } from 'vitest';
import { noLimits } from '../../src/machine/limits.ts';
import { readClockSource, readLimits, readProcessors } from '../../src/doctor/read-limits.ts';

const status = 'Name:\tnode\nCpus_allowed:\tff\nCpus_allowed_list:\t0-3,8\nMems_allowed:\t1\n';

describe('what the system says of its processors', () => {
  it.each([
    ['1\n', true],
    ['0\n', false],
    ['on\n', null],
    [null, null],
  ])('is read: SMT %j is %s', (active, smt) => {
    const readText = (path: string): string | null => (path === '/proc/self/status' ? status : active);
    expect(readProcessors(readText)).toMatchObject({ online: cpus().length, allowed: '0-3,8', smt });
  });

  it('may be nothing', () => {
    expect(readProcessors(() => null)).toMatchObject({ allowed: null, smt: null });
    expect(readClockSource(() => null)).toBeNull();
    expect(readClockSource(() => '\n')).toBeNull();
    expect(readClockSource(() => 'tsc\n')).toBe('tsc');
  });
});

it.runIf(process.platform === 'linux')('this system tells its limits', () => {
  const { descriptors, ports, backlog } = readLimits();
  expect(descriptors.hard ?? Infinity).toBeGreaterThanOrEqual(descriptors.soft ?? 0);
  expect(ports.ephemeral).toBeGreaterThan(0);
  expect(backlog.accept).toBeGreaterThan(0);
  expect({ descriptors, ports, backlog }).not.toEqual(noLimits);
});
