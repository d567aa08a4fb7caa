import type { MachineFacts } from '../summary/fingerprint.ts';
import type { DoctorFinding, FindingName, Readings, SelfTest, SelfTestFigure } from './doctor-report.ts';

/** What the lines of the screen are judged by. */
export type Examined = {
  readonly machine: MachineFacts;
  readonly readings: Readings;
  readonly selfTest: SelfTest;
};

/** Each function answers what there is to do; nothing where all is well. The limits are in docs/doctor.md. */
const judges: Readonly<Record<FindingName, (examined: Examined) => readonly string[]>> = {
  cores: coresAdvice,
  container: containerAdvice,
  descriptors: descriptorsAdvice,
  ports: portsAdvice,
  backlog: backlogAdvice,
  clock: clockAdvice,
  timer: timerAdvice,
  pacing: pacingAdvice,
  floor: floorAdvice,
  'closed-loop': closedLoopAdvice,
  'open-model': openModelAdvice,
};

/** One finding for each thing that was looked at, in the order of the screen. */
export function judge(examined: Examined): DoctorFinding[] {
  return Object.entries(judges).map(([name, adviceOn]) => {
    const advices = adviceOn(examined);
    const advice = advices.length === 0 ? null : advices.join('; ');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the record above
    return { name: name as FindingName, mark: advice === null ? 'ok' : 'look', advice };
  });
}

function coresAdvice({ machine: { cores, governor }, readings: { processors } }: Examined): string[] {
  const { online, load1m } = processors;
  const more =
    online > 1
      ? 'let it use more, with taskset -c 0-1 or a larger CPU limit'
      : 'run the server elsewhere, or take a machine with more cores';
  return allOf(
    cores < 2 && `generator and server share one core here: ${more}`,
    (load1m ?? 0) > 0.5 * cores && 'other programs keep the cores busy: look with top, and end them',
    governor !== null &&
      governor !== 'performance' &&
      `the governor ${governor} slows idle cores down: sudo cpupower frequency-set -g performance`,
  );
}

function containerAdvice({ machine: { cpuLimitCores, memoryLimitBytes, cores } }: Examined): string[] {
  return allOf(
    cpuLimitCores !== null &&
      cpuLimitCores < cores &&
      'a used-up CPU quota stops everything for a part of each 100 ms: pin cores instead, with docker run --cpuset-cpus 0-1, or with whole CPUs and the static CPU manager in Kubernetes',
    memoryLimitBytes !== null &&
      memoryLimitBytes < 512 * 1024 ** 2 &&
      'a worker needs about 100 MB, and 4 kB more for each connection: docker run --memory 2g',
  );
}

function descriptorsAdvice({ readings: { descriptors } }: Examined): string[] {
  const { soft, free } = descriptors;
  return allOf(
    soft !== null &&
      soft < 4096 &&
      'a connection takes one: raise the hard limit, with ulimit -Hn 65536 as root, in /etc/security/limits.conf, or with docker run --ulimit nofile=65536',
    free !== null &&
      free < 10_000 &&
      'the whole machine is short of them: sudo sysctl -w fs.file-max=1000000',
  );
}

function portsAdvice({ machine, readings: { ports } }: Examined): string[] {
  const setting = isMac(machine)
    ? 'net.inet.ip.portrange.first=16384'
    : 'net.ipv4.ip_local_port_range="1024 65535"';
  return allOf(
    ports.ephemeral !== null &&
      ports.ephemeral < 16_384 &&
      `each connection to a destination takes one: sudo sysctl -w ${setting}`,
  );
}

function backlogAdvice({ machine, readings: { backlog } }: Examined): string[] {
  const { accept, syn } = backlog;
  const settings = allOf(
    accept !== null && accept < 1024 && `${isMac(machine) ? 'kern.ipc' : 'net.core'}.somaxconn=4096`,
    syn !== null && syn < 512 && 'net.ipv4.tcp_max_syn_backlog=4096',
  );
  return allOf(
    settings.length > 0 &&
      `a burst of connections overflows a server on this machine: sudo sysctl -w ${settings.join(' ')}`,
  );
}

function clockAdvice({ readings: { clock } }: Examined): string[] {
  const { source, readingNs, resolutionNs } = clock;
  const isFast = readingNs <= 500 && resolutionNs <= 1000;
  if (isFast) return [];
  return source === null || source === 'tsc'
    ? ['each request reads the clock several times: ask for a machine with a stable TSC']
    : [`the clock source ${source} is slow: boot with clocksource=tsc if the machine has a stable TSC`];
}

function timerAdvice({ readings: { timer } }: Examined): string[] {
  return allOf(
    timer.p99Us > 3000 &&
      'something kept this process from running: end other programs, or give the machine more cores',
  );
}

function pacingAdvice({ readings: { pacing } }: Examined): string[] {
  return allOf(
    pacing.p99Us > 1000 &&
      'starts of an open model are late before there is any load: end other programs, or pin the generator with taskset',
  );
}

function floorAdvice({ selfTest }: Examined): string[] {
  const { floor } = selfTest;
  return allOf(
    ...whyMissing('floor', selfTest),
    floor !== null &&
      floor.p99Us > Math.max(1000, 10 * floor.p50Us) &&
      "this tail is the machine's own: end other programs, and take p99s that differ by less for equal",
  );
}

function closedLoopAdvice({ selfTest, machine }: Examined): string[] {
  const { closedLoop } = selfTest;
  return allOf(
    ...whyMissing('closed-loop', selfTest),
    closedLoop !== null &&
      closedLoop.perS < 10_000 * Math.min(machine.cores, 2) &&
      'slow for a generator: measure a target that answers faster than this from another machine',
  );
}

function openModelAdvice({ selfTest }: Examined): string[] {
  const { closedLoop, openModel } = selfTest;
  const { highestRatePerS } = openModel;
  return allOf(
    ...whyMissing('open-model', selfTest),
    highestRatePerS !== null &&
      closedLoop !== null &&
      highestRatePerS < 0.3 * closedLoop.perS &&
      'starts are late long before the machine is full: something interrupts it, look with top',
  );
}

function whyMissing(figure: SelfTestFigure, { problems }: SelfTest): string[] {
  return problems
    .filter((problem) => problem.figure === figure)
    .map(({ message }) => `${message}: end other programs, and run doctor again`);
}

function isMac({ platform }: MachineFacts): boolean {
  return platform.startsWith('darwin');
}

function allOf(...advices: readonly (string | false)[]): string[] {
  return advices.filter((advice) => advice !== false);
}
