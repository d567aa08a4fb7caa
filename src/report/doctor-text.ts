import type { DoctorReport, DoctorFinding, FindingName } from '../doctor/doctor-report.ts';
import { nearFloorRatio } from '../summary/fingerprint.ts';
import { clip, flow, reportWidth, wrap } from '../base/fit.ts';
import { formatBytes, formatCount, formatDuration, formatLatency, formatNumber, noNumber } from './format.ts';
import { sections } from './layout.ts';
import type { Palette } from './palette.ts';

const markWidth = 6;
const nameWidth = 13;
const factsWidth = reportWidth - markWidth - nameWidth;

/** The machine on one screen: each thing that was looked at, its mark, and what to do about it. */
export function doctorText(report: DoctorReport, palette: Palette): string {
  const { inrush, machine, findings } = report;
  const linesOf = (names: readonly FindingName[]): string[] =>
    findings
      .filter(({ name }) => names.includes(name))
      .flatMap((finding) => findingLines(finding, factsOf[finding.name](report), palette));
  const measured: readonly FindingName[] = ['floor', 'closed-loop', 'open-model'];
  const read = findings.map(({ name }) => name).filter((name) => !measured.includes(name));
  const { cpuModel, kernel, platform, node } = machine;
  const [version, model] = [clip(`inrush ${inrush}`, 20), clip(cpuModel ?? 'unknown CPU', 50)];
  return sections([
    [
      `${palette.dim(version)}  ${palette.bold(model)}`,
      clip([kernel, platform, `Node ${node}`].join(' · '), reportWidth),
    ],
    linesOf(read),
    [palette.dim(selfTestHeading(report)), ...linesOf(measured)],
    conclusion(report).flatMap((text) => wrap(text, reportWidth)),
  ]);
}

function selfTestHeading({ selfTest: { serverProcesses } }: DoctorReport): string {
  const processes =
    serverProcesses === 1 ? 'another process' : `${formatCount(serverProcesses)} other processes`;
  return `self-test, against a server that does nothing in ${processes}`;
}

function findingLines(
  { name, mark, advice }: DoctorFinding,
  facts: readonly string[],
  palette: Palette,
): string[] {
  const lines = flow(facts, ' · ', factsWidth);
  const paint = mark === 'ok' ? palette.green : palette.yellow;
  const margin = ' '.repeat(markWidth + nameWidth);
  const first = `${paint(mark)}${' '.repeat(markWidth - mark.length)}${palette.dim(name)}${' '.repeat(nameWidth - name.length)}`;
  const hints = advice === null ? [] : wrap(advice, factsWidth - 2);
  return [
    ...lines.map((line, index) => (index === 0 ? first : margin) + line),
    ...hints.map((line, index) => margin + palette.yellow(`${index === 0 ? '→' : ' '} ${line}`)),
  ];
}

/** What each line says, whatever its mark. */
const factsOf: Readonly<Record<FindingName, (report: DoctorReport) => readonly string[]>> = {
  cores: ({ machine, readings: { processors } }) => [
    `${formatCount(machine.cores)} of ${formatCount(processors.online)}`,
    ...told(processors.smt, (smt) => (smt ? 'SMT: two may be one core' : 'no SMT')),
    ...told(machine.governor, (governor) => `governor ${clip(governor, 20)}`),
    ...told(processors.load1m, (load) => `load ${formatNumber(load, 2)}`),
  ],
  container: ({ machine: { cpuLimitCores, memoryLimitBytes, memoryBytes } }) => [
    cpuLimitCores === null ? 'no CPU limit' : `${formatNumber(cpuLimitCores)} cores of CPU time`,
    memoryLimitBytes === null
      ? `memory ${formatBytes(memoryBytes)}, no limit`
      : `memory ${formatBytes(memoryLimitBytes)} of ${formatBytes(memoryBytes)}`,
  ],
  descriptors: ({ readings: { descriptors } }) => [
    `${count(descriptors.soft)} for each process`,
    ...told(descriptors.free, (free) => `${formatCount(free)} free on the machine`),
  ],
  ports: ({ readings: { ports } }) => [
    `${count(ports.ephemeral)} to one destination`,
    ...told(
      ports.timeWaitMs,
      (ms) => `taken ${formatDuration(ms)} after closing${reuseText(ports.timeWaitReuse)}`,
    ),
  ],
  backlog: ({ readings: { backlog } }) => [
    `${count(backlog.accept)} to accept`,
    ...told(backlog.syn, (syn) => `${formatCount(syn)} half open`),
  ],
  clock: ({ readings: { clock } }) => [
    ...told(clock.source, (source) => clip(source, 20)),
    `resolution ${formatCount(clock.resolutionNs)} ns`,
    `a reading takes ${formatCount(clock.readingNs)} ns`,
  ],
  timer: ({ readings: { timer } }) => lateness(timer),
  pacing: ({ readings: { pacing } }) => lateness(pacing),
  floor: ({ selfTest: { floor } }) =>
    floor === null
      ? [noNumber]
      : [`p50 ${formatLatency(floor.p50Us)}`, `p99 ${formatLatency(floor.p99Us)}`, 'one connection'],
  'closed-loop': ({ selfTest: { closedLoop } }) =>
    closedLoop === null
      ? [noNumber]
      : [
          `${formatNumber(closedLoop.perS)} req/s`,
          `${formatCount(closedLoop.connections)} connections`,
          `${formatCount(closedLoop.workers)} ${closedLoop.workers === 1 ? 'worker' : 'workers'}`,
        ],
  'open-model': ({ selfTest: { openModel } }) =>
    openModel.highestRatePerS === null
      ? [noNumber]
      : [`${formatNumber(openModel.highestRatePerS)}/s with 99 % of the starts less than 1 ms late`],
};

function conclusion({ selfTest: { floor }, findings }: DoctorReport): string[] {
  const floorText =
    floor === null
      ? []
      : [
          `A p50 up to ${formatLatency(nearFloorRatio * floor.p50Us)} is near this machine's floor: a third of it or more is the machine's own.`,
        ];
  const looks = findings.filter(({ mark }) => mark === 'look').length;
  return [...floorText, looks === 0 ? 'Nothing to look at.' : `${formatCount(looks)} to look at, see →.`];
}

function lateness({ p50Us, p99Us, maxUs }: { p50Us: number; p99Us: number; maxUs: number }): string[] {
  return [
    `late by p50 ${formatLatency(p50Us)}`,
    `p99 ${formatLatency(p99Us)}`,
    `max ${formatLatency(maxUs)}`,
  ];
}

function reuseText(reuse: number | null): string {
  return { 0: ', never reused', 1: ', reused after 1 s', 2: ', reused on loopback' }[reuse ?? -1] ?? '';
}

function count(value: number | null): string {
  return value === null ? 'no known limit' : formatCount(value);
}

function told<T>(value: T | null, say: (value: T) => string): string[] {
  return value === null ? [] : [say(value)];
}
