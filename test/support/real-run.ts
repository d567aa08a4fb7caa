import { monotonicClock } from '../../src/base/clock.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { engineFor } from '../../src/run/engines.ts';
import { runLoad } from '../../src/run/run-load.ts';
import { realTimers } from '../../src/run/timers.ts';
import type { Result } from '../../src/summary/result.ts';
import { InlineTransport } from './inline-transport.ts';
import { roomyMachine } from './plan-for.ts';

/** A whole run with real engines, sockets and time, whose workers live in this process. */
export function runForReal(plan: Plan): Promise<Result> {
  return runLoad(plan, {
    machine: roomyMachine,
    startWorker: () => new InlineTransport({ clock: monotonicClock, timers: realTimers, engineFor }),
  });
}
