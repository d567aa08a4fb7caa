import { type Clock, monotonicClock } from '../../base/clock.ts';
import { InrushError } from '../../base/errors.ts';
import type { RunOptions } from '../../run/run-load.ts';
import { realTimers } from '../../run/timers.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { endReason } from '../server-interrupts.ts';
import { runOnServer } from '../with-server.ts';
import { Stops } from '../stops.ts';
import type { FindMaxDesign, FindMaxResult } from './find-max-result.ts';
import type { FindMaxPlan } from './plan-find-max.ts';
import type { SearchDesign } from './search.ts';
import { searchRates, type TrialAsk } from './search-rates.ts';
import { sumUpFindMax } from './sum-up-find-max.ts';
import { type RunTrial, TrialRunner } from './trial-runner.ts';

export type FindMaxOptions = Omit<RunOptions, 'responses' | 'onMeasured' | 'intervalJudge'> & {
  /** That inrush has started, and that is measured; the search doesn't stop it [it runs by itself]. */
  readonly server?: RunningServer | null;
  /** Called before each trial with its name for people: `trial 7: 640/s`. */
  readonly onTrial?: (label: string) => void;
};

/** Starting workers and ending them, as seen on two busy cores. */
const startMs = 500;
/** Full trials at one rate, as seen on queues whose bounds took 5 to 10. */
const patientTrials = 12;

/**
 * Searches the highest rate within an SLO by trials of an open load. What ends it early, an interrupt or a target that answers no
 * more, makes the result partial; the end of its time doesn't. Throws as `runLoad` does while there is nothing to tell.
 */
export async function runFindMax(
  search: FindMaxPlan,
  { interrupts, server = null, onTrial, ...options }: FindMaxOptions = {},
  run: RunTrial = (plan, given) => runOnServer(server, plan, given),
): Promise<FindMaxResult> {
  const { clock = monotonicClock, timers = realTimers, wallClock = Date.now } = options;
  const stops = new Stops(interrupts);
  const { design, slo, plan } = search;
  const startedAt = clock.now();
  const startedAtDate = new Date(wallClock());
  const runner = new TrialRunner({
    search,
    stops,
    options,
    run,
    pause: (ms) => new Promise((resolve) => void timers.after(ms, resolve)),
    now: () => clock.now(),
    onTrial: (ask, number) => onTrial?.(trialLabel(ask, number)),
  });
  server?.onEnd((end) => stops.drain(endReason(end)));
  const found = await searchRates({
    design: searchDesign(design),
    conditions: slo.conditions,
    seed: plan.seed,
    trialMs: design.trialMs,
    overheadMs: design.warmupMs + startMs,
    remainingMs: () => design.withinMs - elapsedMs(clock, startedAt),
    attempt: (ask) => runner.attempt(ask),
  });
  if (found.trials.length === 0) {
    const message = `nothing was measured: ${stops.reason ?? 'it ended at once'}`;
    throw new InrushError('cannot-run', [{ message }]);
  }
  return sumUpFindMax(search, found, {
    rows: runner.rows,
    tookMs: elapsedMs(clock, startedAt),
    startedAtDate,
    stopReasons: [
      ...(stops.reason === null ? [] : [stops.reason]),
      ...(runner.failure?.problems.map(({ message }) => message) ?? []),
    ],
    server: server === null ? null : server.usage(startedAtDate.getTime(), wallClock(), sentIn(found)),
  });
}

function searchDesign({ maxPerS, trialMs, ...design }: FindMaxDesign): SearchDesign {
  return { ...design, highestPerS: maxPerS ?? Infinity, patienceMs: patientTrials * trialMs };
}

/** `trial 7: 640/s`. */
function trialLabel({ ratePerS }: TrialAsk, number: number): string {
  return `trial ${number}: ${ratePerS.toLocaleString('en')}/s`;
}

function elapsedMs(clock: Clock, startedAt: number): number {
  return clock.now() - startedAt;
}

function sentIn({ trials }: Awaited<ReturnType<typeof searchRates>>): number {
  return trials.reduce((sum, { result }) => sum + result.accounting.started + result.accounting.warmup, 0);
}
