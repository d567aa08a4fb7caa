import { type Clock, monotonicClock } from '../base/clock.ts';
import type { Endpoint } from '../http/settings.ts';
import { readMachine } from '../machine/read-machine.ts';
import { readMachineFacts } from '../machine/machine-facts.ts';
import { findFingerprint } from '../machine/saved-fingerprint.ts';
import { SystemWatch } from '../machine/system-watch.ts';
import type { Machine } from '../plan/machine.ts';
import type { NonEmpty } from '../plan/non-empty.ts';
import type { Plan } from '../plan/plan.ts';
import type { Fingerprint, MachineFacts } from '../summary/fingerprint.ts';
import type { Result } from '../summary/result.ts';
import type { Measured, RunRecord } from '../summary/run-record.ts';
import { childWorkers } from './child-transport.ts';
import { Coordinator } from './coordinator.ts';
import { IntervalWatch, type IntervalJudge } from './interval-watch.ts';
import type { StartWorker, Transport } from './message.ts';
import { describeEndpoint, resolveEndpoints } from './resolve.ts';
import { ResponseDelivery, type ResponseReceiver } from './response-delivery.ts';
import { Snapshots } from './snapshots.ts';
import type { Tick } from './tick.ts';
import { realTimers, type Timers } from './timers.ts';
import { makeWorkerPlans } from './worker-plans.ts';

/** The user's two ways to end a run early, each given the reason that the partial result will state. */
export interface Interrupts {
  /** Called with what to do on the first request to stop: start nothing new, finish what is open. */
  onDrain(listener: (reason: string) => void): void;
  /** On the second: end at once. */
  onCut(listener: (reason: string) => void): void;
}

export type RunOptions = {
  readonly interrupts?: Interrupts;
  /** Once a second. What it throws ends the run, as a rejection. */
  readonly onTick?: (tick: Tick) => void;
  /**
   * The result so far, after a tick: each second, or less often where it takes longer to make. It is partial, has no
   * confidence and no drift, and only the headline series have their histograms. What it throws ends the run.
   */
  readonly onSnapshot?: (snapshot: Result, tick: Tick) => void;
  readonly responses?: ResponseReceiver;
  /** Called before it is summed up with what was measured, second by second. */
  readonly onMeasured?: (measured: Measured) => void;
  /** May end the run after any second of it [nothing looks at single seconds]. */
  readonly intervalJudge?: IntervalJudge;
  readonly clock?: Clock;
  readonly timers?: Timers;
  /** Milliseconds since the epoch. */
  readonly wallClock?: () => number;
  /** null: nobody looks at who else uses the processors. */
  readonly systemWatch?: SystemWatch | null;
  readonly machine?: Machine;
  readonly machineFacts?: MachineFacts;
  /** What the machine can do at best, or null [what `inrush doctor --save` kept of this machine]. */
  readonly fingerprint?: Fingerprint | null;
  readonly startWorker?: StartWorker;
  readonly resolve?: (plan: Plan) => Promise<NonEmpty<Endpoint>>;
};

/**
 * Runs a plan and answers its result. Throws an InrushError `cannot-run` when nothing answers at the target or no
 * worker can start, `usage` when the machine can't hold the connections, and whatever the caller's functions throw.
 */
export async function runLoad(plan: Plan, options: RunOptions = {}): Promise<Result> {
  const { startWorker = childWorkers(), resolve = resolveEndpoints, clock = monotonicClock } = options;
  const delivery = options.responses === undefined ? null : new ResponseDelivery(options.responses);
  // Workers take longer to start than a name to resolve, so they start first.
  const transports = Array.from({ length: plan.workers }, () => startWorker());
  try {
    const machine = options.machine ?? readMachine();
    const facts = options.machineFacts ?? readMachineFacts();
    const { fingerprint = findFingerprint(facts).fingerprint } = options;
    const endpoints = await resolve(plan);
    const workerPlans = makeWorkerPlans(plan, endpoints, machine, options.responses?.keep);
    const intervalWatch = await watchFor(plan, options.intervalJudge, facts);
    const snapshots = await snapshotsFor(options, { machine: facts, fingerprint });
    const measured = await new Promise<Measured>((onFinished, onFailed) => {
      const coordinator = new Coordinator({
        plan,
        workerPlans,
        address: endpoints.map(describeEndpoint).join(', '),
        transports,
        clock,
        timers: options.timers ?? realTimers,
        intervalWatch,
        wallClock: options.wallClock,
        systemWatch:
          options.systemWatch === undefined ? new SystemWatch() : (options.systemWatch ?? undefined),
        onTick: isWatched(options)
          ? guarded((tick, soFar) => {
              options.onTick?.(tick);
              snapshots?.offer(tick, soFar);
            }, onFailed)
          : undefined,
        onResponses: ({ batch, dropped }, from) =>
          delivery?.take(batch, dropped, (receipt) => from.send({ kind: 'delivered', ...receipt })),
        onFinished,
        onFailed,
      });
      delivery?.onThrow(onFailed);
      options.interrupts?.onDrain((reason) => coordinator.drain(reason));
      options.interrupts?.onCut((reason) => {
        coordinator.cut(reason);
        delivery?.stop();
      });
    });
    await delivery?.finish();
    options.onMeasured?.(measured);
    // Loaded when there is something to sum up: nothing of it is needed before the first request.
    const { summarize } = await import('../summary/summarize.ts');
    return {
      ...summarize({ ...measured, machine: facts, fingerprint }),
      responses: delivery?.counts ?? null,
    };
  } finally {
    closeAll(transports);
  }
}

/** Nothing is told of a second that nobody asks for. */
function isWatched({ onTick, onSnapshot }: RunOptions): boolean {
  return onTick !== undefined || onSnapshot !== undefined;
}

type Known = Pick<RunRecord, 'machine' | 'fingerprint'>;

/** Loaded before the start, as the seconds are summed up during the run. */
async function watchFor(
  plan: Plan,
  judge: IntervalJudge | undefined,
  facts: MachineFacts,
): Promise<IntervalWatch | null> {
  if (judge === undefined) return null;
  const { summarize } = await import('../summary/summarize.ts');
  return new IntervalWatch(plan, judge, summarize, facts);
}

async function snapshotsFor({ onSnapshot, clock }: RunOptions, known: Known): Promise<Snapshots | null> {
  if (onSnapshot === undefined) return null;
  const { summarizeSoFar } = await import('../summary/summarize.ts');
  return new Snapshots({
    make: (measured) => summarizeSoFar({ ...measured, ...known }),
    onSnapshot,
    clock: clock ?? monotonicClock,
    // In a time of its own a process uses none.
    spentMs: clock === undefined ? processorTimeMs : () => clock.now(),
  });
}

function processorTimeMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A throw from a message handler would end the whole process. */
function guarded<Values extends readonly unknown[]>(
  callback: (...values: Values) => void,
  onThrow: (error: unknown) => void,
): (...values: Values) => void {
  return (...values) => {
    try {
      callback(...values);
    } catch (error) {
      onThrow(error);
    }
  };
}

function closeAll(transports: readonly Transport[]): void {
  for (const transport of transports) transport.close();
}
