import type { Threshold } from '../scenario/threshold.ts';
import type { GateOutcome, Result } from '../summary/result.ts';
import { AbortJudge } from './abort-judge.ts';
import type { Baseline } from './baseline/baseline.ts';
import { evaluate } from './evaluate.ts';

/** What a run is judged by: second by second where something may end it, and at its end. */
export class Gates {
  readonly #thresholds: readonly Threshold[];
  readonly #baseline: Baseline | null;
  readonly #abortJudge: AbortJudge;

  constructor(thresholds: readonly Threshold[], baseline: Baseline | null = null) {
    this.#thresholds = thresholds;
    this.#baseline = baseline;
    this.#abortJudge = new AbortJudge(thresholds);
  }

  /** For the options of a run: nothing unless a threshold may end it. */
  get runOptions(): { readonly intervalJudge?: AbortJudge } {
    return this.#abortJudge.isIdle ? {} : { intervalJudge: this.#abortJudge };
  }

  /** What ended the run has failed, whatever the rest of it was like. */
  judge(result: Result): GateOutcome[] {
    const { abort } = this.#abortJudge;
    return evaluate(this.#thresholds, result, this.#baseline).map((outcome, index) =>
      abort !== null && this.#thresholds[index] === abort.threshold
        ? { ...outcome, verdict: 'failed', note: abort.note }
        : outcome,
    );
  }
}
