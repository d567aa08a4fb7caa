import type { DoctorReport, RateTrial, Readings, SelfTest } from '../../src/doctor/doctor-report.ts';
import { judge } from '../../src/doctor/judge.ts';
import type { MachineFacts } from '../../src/summary/fingerprint.ts';
import { sampleMachine } from './sample-machine.ts';

export const soundReadings: Readings = {
  processors: { online: 4, allowed: '0-3', smt: false, load1m: 0.12 },
  descriptors: { soft: 524_288, hard: 524_288, free: 2_301_412 },
  ports: { ephemeral: 28_232, timeWaitReuse: 2, timeWaitMs: 60_000 },
  backlog: { accept: 4096, syn: 2048 },
  clock: { source: 'tsc', resolutionNs: 31, readingNs: 38 },
  timer: { p50Us: 561, p99Us: 1180, maxUs: 1402 },
  pacing: { p50Us: 1, p99Us: 9, maxUs: 74 },
};

export const soundSelfTest: SelfTest = {
  serverProcesses: 2,
  floor: { p50Us: 40, p99Us: 92, trust: 'ok' },
  closedLoop: { perS: 92_345.6, connections: 50, workers: 2, trust: 'degraded' },
  openModel: {
    highestRatePerS: 61_000,
    startLagP99Us: 412,
    trials: [
      trial(69_000, false),
      trial(41_000, true),
      trial(53_000, true),
      trial(61_000, true),
      trial(61_000, true),
    ],
  },
  problems: [],
};

/** What a machine without any limit would be told, or with these. */
export function doctorReport(
  parts: {
    readonly machine?: Partial<MachineFacts>;
    readonly readings?: Partial<Readings>;
    readonly selfTest?: Partial<SelfTest>;
  } = {},
): DoctorReport {
  const machine = { ...sampleMachine, ...parts.machine };
  const readings = { ...soundReadings, ...parts.readings };
  const selfTest = { ...soundSelfTest, ...parts.selfTest };
  return {
    schemaVersion: 1,
    kind: 'doctor',
    inrush: '0.1.0',
    startedAt: '2026-05-04T09:30:00.000Z',
    tookMs: 13_402.7,
    machine,
    readings,
    selfTest,
    findings: judge({ machine, readings, selfTest }),
  };
}

export const soundDoctor: DoctorReport = doctorReport();

/** Everything is wrong with it. */
export const soreDoctor: DoctorReport = doctorReport({
  machine: {
    cpuModel: null,
    cores: 2,
    governor: 'powersave',
    kernel: 'Linux 5.10.0-28-cloud-amd64-with-a-very-long-name-that-someone-gave-it',
    cpuLimitCores: 1.5,
    memoryLimitBytes: 268_435_456,
  },
  readings: {
    processors: { online: 64, allowed: '0,1', smt: true, load1m: 17.31 },
    descriptors: { soft: 1024, hard: 1024, free: 812 },
    ports: { ephemeral: 5000, timeWaitReuse: 0, timeWaitMs: 60_000 },
    backlog: { accept: 128, syn: 128 },
    clock: { source: 'hpet', resolutionNs: 1280, readingNs: 2140 },
    timer: { p50Us: 1920, p99Us: 9300, maxUs: 48_200 },
    pacing: { p50Us: 14, p99Us: 6100, maxUs: 31_000 },
  },
  selfTest: {
    serverProcesses: 1,
    floor: null,
    closedLoop: null,
    openModel: {
      highestRatePerS: null,
      startLagP99Us: null,
      trials: [trial(10_000, false), trial(6000, false)],
    },
    problems: [
      { figure: 'floor', message: 'worker 1 of 1 stood still for 2.4 s' },
      { figure: 'closed-loop', message: 'worker 1 of 1 stood still for 1.1 s' },
      { figure: 'open-model', message: 'no rate was kept twice with its starts on time' },
    ],
  },
});

function trial(ratePerS: number, passed: boolean): RateTrial {
  return passed
    ? { ratePerS, answeredPerS: ratePerS, startLagP99Us: 412, trust: 'ok', passed }
    : { ratePerS, answeredPerS: 0.8 * ratePerS, startLagP99Us: 48_000, trust: 'invalid', passed };
}
