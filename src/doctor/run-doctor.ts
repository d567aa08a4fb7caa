import { type Clock, monotonicClock } from '../base/clock.ts';
import { version } from '../base/version.ts';
import { AbortInterrupts } from '../run/abort-interrupts.ts';
import { readMachine } from '../machine/read-machine.ts';
import { readMachineFacts } from '../machine/machine-facts.ts';
import { runLoad } from '../run/run-load.ts';
import { realTimers } from '../run/timers.ts';
import { startTargetProcesses } from '../target/cluster.ts';
import { measureClock } from './clock-reading.ts';
import type { DoctorReport, Readings, SelfTest } from './doctor-report.ts';
import { judge } from './judge.ts';
import { measurePacing, measureTimer } from './lateness.ts';
import { readClockSource, readLimits, readProcessors } from './read-limits.ts';
import { runSelfTest, type SelfTestOptions } from './self-test.ts';

export type DoctorOptions = {
  /** Called with what is measured next. */
  readonly onStep?: (step: string) => void;
  /** Ends it: the promise is rejected with the signal's reason, and nothing keeps running. */
  readonly signal?: AbortSignal;
};

/** Since the beginning: what is left then takes no more than 5 s. */
const searchUntilMs = 13_500;

/**
 * Looks at this machine and measures what it can do, in less than 20 s. Load goes to a server of its own, in other
 * processes on loopback, and nowhere else. Throws `cannot-run` when that can't be started.
 */
export async function runDoctor({ onStep = () => {}, signal }: DoctorOptions = {}): Promise<DoctorReport> {
  const clock = monotonicClock;
  const startedAt = new Date();
  const startedMs = clock.now();
  const machine = readMachineFacts();
  onStep('clock and timers');
  const readings = await readAll(clock);
  signal?.throwIfAborted();
  const selfTest = await testAgainstNullServer(
    { machine: readMachine(), clock, searchUntilMs: startedMs + searchUntilMs, onStep },
    signal,
  );
  return {
    schemaVersion: 1,
    kind: 'doctor',
    inrush: version,
    startedAt: startedAt.toISOString(),
    tookMs: clock.now() - startedMs,
    machine,
    readings,
    selfTest,
    findings: judge({ machine, readings, selfTest }),
  };
}

/** One after another: each would disturb the next. */
async function readAll(clock: Clock): Promise<Readings> {
  const processors = readProcessors();
  const clockReading = { source: readClockSource(), ...measureClock(clock) };
  const timer = await measureTimer(clock, realTimers);
  const pacing = await measurePacing(clock, realTimers);
  return { processors, ...readLimits(), clock: clockReading, timer, pacing };
}

/** The server's processes are stopped however this ends; should this process die, they notice and end by themselves. */
async function testAgainstNullServer(
  options: Pick<SelfTestOptions, 'machine' | 'clock' | 'searchUntilMs' | 'onStep'>,
  signal: AbortSignal | undefined,
): Promise<SelfTest> {
  const { machine } = options;
  // As many as there will be workers: one server process can't feed several of them.
  const processes = Math.max(1, Math.floor(machine.cores / 2));
  const server = await startTargetProcesses({ host: '127.0.0.1', port: 0, processes, isNull: true });
  try {
    return await runSelfTest({
      ...options,
      url: server.url,
      serverProcesses: processes,
      run: async (plan) => {
        signal?.throwIfAborted();
        const interrupts = signal === undefined ? undefined : new AbortInterrupts(signal);
        try {
          return await runLoad(plan, { machine, ...(interrupts === undefined ? {} : { interrupts }) });
        } finally {
          interrupts?.close();
          signal?.throwIfAborted();
        }
      },
    });
  } finally {
    await server.close();
  }
}
