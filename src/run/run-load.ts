import { type Clock, monotonicClock } from '../base/clock.ts';
import type { Endpoint } from '../http/settings.ts';
import type { Machine } from '../plan/machine.ts';
import type { Plan } from '../plan/plan.ts';
import type { Result } from '../summary/result.ts';
import type { RunRecord } from '../summary/run-record.ts';
import { startChildWorker } from './child-transport.ts';
import { Coordinator } from './coordinator.ts';
import { readMachine } from './machine.ts';
import type { StartWorker, Transport } from './message.ts';
import { describeEndpoint, resolveEndpoint } from './resolve.ts';
import type { Tick } from './tick.ts';
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
  readonly onTick?: (tick: Tick) => void;
  readonly clock?: Clock;
  readonly machine?: Machine;
  readonly startWorker?: StartWorker;
  readonly resolve?: (plan: Plan) => Promise<Endpoint>;
};

/**
 * Runs a plan and answers its result. Throws an InrushError `cannot-run` when nothing answers at the target or no
 * worker can start, `usage` when the machine can't hold the connections.
 */
export async function runLoad(plan: Plan, options: RunOptions = {}): Promise<Result> {
  const { startWorker = startChildWorker, resolve = resolveEndpoint, clock = monotonicClock } = options;
  // Workers take longer to start than a name to resolve, so they start first.
  const transports = Array.from({ length: plan.workers }, () => startWorker());
  try {
    const machine = options.machine ?? readMachine();
    const endpoint = await resolve(plan);
    const workerPlans = makeWorkerPlans(plan, endpoint, machine);
    const record = await new Promise<RunRecord>((onFinished, onFailed) => {
      const coordinator = new Coordinator({
        plan,
        workerPlans,
        address: describeEndpoint(endpoint),
        cores: machine.cores,
        transports,
        clock,
        onTick: options.onTick,
        onFinished,
        onFailed,
      });
      options.interrupts?.onDrain((reason) => coordinator.drain(reason));
      options.interrupts?.onCut((reason) => coordinator.cut(reason));
    });
    // Loaded when there is something to sum up: nothing of it is needed before the first request.
    const { summarize } = await import('../summary/summarize.ts');
    return summarize(record);
  } finally {
    closeAll(transports);
  }
}

function closeAll(transports: readonly Transport[]): void {
  for (const transport of transports) transport.close();
}
