import { InrushError } from '../../base/errors.ts';
import { evaluate } from '../../gate/evaluate.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunOptions } from '../../run/run-load.ts';
import type { HistogramCounts } from '../../stats/histogram.ts';
import type { Result } from '../../summary/result.ts';
import type { Stops } from '../stops.ts';
import type { TrialRow } from './find-max-result.ts';
import type { FindMaxPlan } from './plan-find-max.ts';
import { type Rest, restBetween } from './rest.ts';
import type { TrialAsk } from './search-rates.ts';
import { SloWatch } from './slo-watch.ts';
import { TrialInterrupts } from './trial-interrupts.ts';
import { trialPlan } from './trial-plan.ts';
import type { Trial } from './trial.ts';

export type RunTrial = (plan: Plan, options: RunOptions) => Promise<Result>;

export type TrialRunnerOptions = {
  readonly search: FindMaxPlan;
  readonly stops: Stops;
  readonly options: Omit<RunOptions, 'responses' | 'interrupts'>;
  readonly run: RunTrial;
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => number;
  /** With the trial's number from 1, before it starts. */
  readonly onTrial: (ask: TrialAsk, number: number) => void;
};

const drain = { leastMs: 1000, mostMs: 5000, timesLimit: 4 };
const cutReason = 'three seconds in a row were far beyond the SLO';

/** Runs the trials of a search one after another, each on a target that has got over the last one. */
export class TrialRunner {
  readonly rows: TrialRow[] = [];
  readonly #given: TrialRunnerOptions;
  #last: Trial | null = null;
  /** Mean service time where the target had least to do. */
  #calm: { readonly ratePerS: number; readonly meanUs: number } | null = null;
  #failure: InrushError | null = null;

  constructor(given: TrialRunnerOptions) {
    this.#given = given;
  }

  /** What ended the search when it had begun; null when nothing did. */
  get failure(): InrushError | null {
    return this.#failure;
  }

  /** null where it was stopped, or failed after others that didn't. Throws what the first one throws. */
  async attempt(ask: TrialAsk): Promise<Trial | null> {
    const { stops, onTrial } = this.#given;
    try {
      const rest = await this.#rest();
      if (stops.reason !== null) return null;
      onTrial(ask, this.rows.length + 1);
      const trial = await this.#measure(ask);
      if (isStopped(stops)) return null;
      this.#remember(trial, rest);
      return trial;
    } catch (error) {
      if (!(error instanceof InrushError) || this.rows.length === 0) throw error;
      this.#failure = error;
      return null;
    }
  }

  async #measure({ ratePerS, length, measureMs }: TrialAsk): Promise<Trial> {
    const { search, stops, options, run } = this.#given;
    const { design, plan } = search;
    const { conditions } = search.slo;
    const watch = new SloWatch(conditions, ratePerS);
    const trial = { ratePerS, measureMs, warmupMs: design.warmupMs, arrival: design.arrival };
    const seed = plan.seed + this.rows.length;
    let windows: readonly HistogramCounts[] = [];
    let endedEarly = false;
    const result = await stops.during((user) => {
      const interrupts = new TrialInterrupts(user);
      return run(trialPlan(plan, { ...trial, seed, drainMs: drainMs(search) }), {
        ...options,
        interrupts,
        onMeasured: ({ tally }) => (windows = tally.latencyWindows.list().map(({ counts }) => counts)),
        onTick: (tick) => {
          options.onTick?.(tick);
          if (endedEarly || !watch.isHopeless(tick)) return;
          endedEarly = true;
          interrupts.cut(cutReason);
        },
      });
    });
    return { ratePerS, length, result, windows, endedEarly };
  }

  #remember(trial: Trial, { pauseMs, isRested }: Rest): void {
    const { ratePerS, length, result, endedEarly } = trial;
    this.rows.push({ ratePerS, length, measuredMs: result.measuredMs, endedEarly, pauseMs, isRested });
    this.#last = trial;
    const { meanUs } = result.latency.serviceTime.all;
    const isCalmer = this.#calm === null || ratePerS < this.#calm.ratePerS;
    if (meanUs !== null && isCalmer && !this.#isWearing(trial)) this.#calm = { ratePerS, meanUs };
  }

  /** Whether the target may have work left of it. */
  #isWearing({ result, endedEarly }: Trial): boolean {
    const outcomes = evaluate(this.#given.search.slo.conditions, result);
    return endedEarly || result.overload !== null || outcomes.some(({ verdict }) => verdict === 'failed');
  }

  async #rest(): Promise<Rest> {
    const { search, stops, options, run, pause, now } = this.#given;
    if (this.#last === null || !this.#isWearing(this.#last)) return { pauseMs: 0, isRested: null };
    const { onTick: _ticks, onSnapshot: _snapshots, ...unseen } = options;
    const probe = (plan: Plan): Promise<Result> =>
      stops.during((interrupts) => run(plan, { ...unseen, interrupts }));
    const calmUs = this.#calm?.meanUs ?? null;
    return restBetween({ search, calmUs, probe, pause, now, isStopped: () => isStopped(stops) });
  }
}

/** A function, for it changes while others run. */
function isStopped(stops: Stops): boolean {
  return stops.reason !== null;
}

/** What would keep its limits has ended by then. */
function drainMs({ slo, plan }: FindMaxPlan): number {
  const limits = slo.conditions.flatMap(({ unit, limit }) => (unit === 'ms' ? [limit] : []));
  const wanted = drain.timesLimit * Math.max(0, ...limits);
  return Math.min(plan.gracefulStopMs, drain.mostMs, Math.max(drain.leastMs, wanted));
}
