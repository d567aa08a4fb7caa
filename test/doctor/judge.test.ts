import { describe, expect, it } from 'vitest';
import { noLimits } from '../../src/machine/limits.ts';
import {
  doctorReport,
  soreDoctor,
  soundDoctor,
  soundReadings,
  soundSelfTest,
} from '../support/sample-doctor.ts';

type Parts = Parameters<typeof doctorReport>[0];

describe('the judgement of a machine', () => {
  it('finds nothing on a sound one, and something on every line of a sore one', () => {
    expect(looks(soundDoctor)).toEqual([]);
    expect(looks(soreDoctor).map(([name]) => name)).toEqual(soreDoctor.findings.map(({ name }) => name));
    expect(soreDoctor.findings.map(({ name }) => name)).toEqual(soundDoctor.findings.map(({ name }) => name));
  });

  it('finds nothing where the system says nothing', () => {
    const processors = { online: 4, allowed: null, smt: null, load1m: null };
    const report = doctorReport({
      machine: { cpuModel: null, governor: null },
      readings: { ...noLimits, processors, clock: { ...soundReadings.clock, source: null } },
    });
    expect(looks(report)).toEqual([]);
  });

  it.each<[string, Parts, RegExp]>([
    ['cores', { machine: { cores: 1 } }, /taskset -c 0-1/],
    [
      'cores',
      { machine: { cores: 1 }, readings: { processors: { ...soundReadings.processors, online: 1 } } },
      /more cores/,
    ],
    ['cores', { readings: { processors: { ...soundReadings.processors, load1m: 2.1 } } }, /top/],
    ['cores', { machine: { governor: 'schedutil' } }, /sudo cpupower frequency-set -g performance$/],
    ['container', { machine: { cpuLimitCores: 3.5 } }, /--cpuset-cpus/],
    ['container', { machine: { memoryLimitBytes: 3e8 } }, /docker run --memory/],
    [
      'descriptors',
      { readings: { descriptors: { soft: 1024, hard: 4096, free: null } } },
      /ulimit -Hn 65536/,
    ],
    [
      'descriptors',
      { readings: { descriptors: { soft: null, hard: null, free: 200 } } },
      /sysctl -w fs\.file-max/,
    ],
    [
      'ports',
      { readings: { ports: { ...soundReadings.ports, ephemeral: 9000 } } },
      /ip_local_port_range="1024 65535"/,
    ],
    [
      'ports',
      {
        machine: { platform: 'darwin arm64' },
        readings: { ports: { ...soundReadings.ports, ephemeral: 9000 } },
      },
      /net\.inet\.ip\.portrange\.first=16384/,
    ],
    ['backlog', { readings: { backlog: { accept: 128, syn: null } } }, /net\.core\.somaxconn=4096/],
    [
      'backlog',
      { machine: { platform: 'darwin arm64' }, readings: { backlog: { accept: 128, syn: null } } },
      /kern\.ipc\.somaxconn=4096/,
    ],
    [
      'backlog',
      { readings: { backlog: { accept: 4096, syn: 256 } } },
      /-w net\.ipv4\.tcp_max_syn_backlog=4096/,
    ],
    [
      'clock',
      { readings: { clock: { source: 'acpi_pm', resolutionNs: 280, readingNs: 900 } } },
      /acpi_pm is slow.*clocksource=tsc/,
    ],
    ['clock', { readings: { clock: { source: 'tsc', resolutionNs: 4000, readingNs: 40 } } }, /stable TSC/],
    [
      'timer',
      { readings: { timer: { p50Us: 500, p99Us: 3001, maxUs: 3001 } } },
      /kept this process from running/,
    ],
    ['pacing', { readings: { pacing: { p50Us: 1, p99Us: 1001, maxUs: 1900 } } }, /taskset/],
    ['floor', { selfTest: { floor: { p50Us: 40, p99Us: 1100, trust: 'ok' } } }, /the machine's own/],
    [
      'floor',
      { selfTest: { floor: null, problems: [{ figure: 'floor', message: 'it stood still' }] } },
      /^it stood still: end other programs, and run doctor again$/,
    ],
    [
      'cores',
      {
        machine: { cores: 2, governor: 'powersave' },
        readings: { processors: { ...soundReadings.processors, load1m: 9 } },
      },
      /top.*; the governor powersave/,
    ],
    [
      'closed-loop',
      { selfTest: { closedLoop: { perS: 9000, connections: 50, workers: 1, trust: 'ok' } } },
      /slow/,
    ],
    [
      'open-model',
      {
        selfTest: {
          openModel: { highestRatePerS: null, startLagP99Us: null, trials: [] },
          problems: [{ figure: 'open-model', message: 'no rate was kept twice' }],
        },
      },
      /kept twice/,
    ],
    [
      'open-model',
      { selfTest: { openModel: { ...soundSelfTest.openModel, highestRatePerS: 20_000 } } },
      /interrupts/,
    ],
  ])('looks at %s for %o', (name, parts, advice) => {
    expect(looks(doctorReport(parts))).toEqual([[name, expect.stringMatching(advice)]]);
  });
});

function looks({ findings }: typeof soundDoctor): (readonly [string, string | null])[] {
  expect(findings.filter(({ mark, advice }) => (mark === 'ok') !== (advice === null))).toEqual([]);
  return findings.filter(({ mark }) => mark === 'look').map(({ name, advice }) => [name, advice]);
}
