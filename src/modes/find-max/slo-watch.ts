import type { Tick } from '../../run/tick.ts';
import { quantileOf, type SloCondition } from './slo.ts';

/** So many seconds in a row. */
const badSeconds = 3;
/** Of the limit of a median or mean. */
const far = 3;
/** What is in flight waits so many times the limit. */
const longWait = 2;
/** Of all requests, where an error limit is smaller. */
const mostlyFailed = 0.5;

/** Watches a trial, and tells when it goes so badly that the rest of it would only wear out the target. */
export class SloWatch {
  readonly #conditions: readonly SloCondition[];
  readonly #ratePerS: number;
  #bad = 0;
  #before = { answered: 0, failed: 0 };

  constructor(conditions: readonly SloCondition[], ratePerS: number) {
    this.#conditions = conditions;
    this.#ratePerS = ratePerS;
  }

  /** Takes the newest second, and says whether enough is enough. */
  isHopeless(tick: Tick): boolean {
    const isBad = !tick.isWarmup && this.#conditions.some((condition) => this.#isFarBeyond(condition, tick));
    this.#before = { answered: tick.answered, failed: tick.failed };
    this.#bad = isBad ? this.#bad + 1 : 0;
    return this.#bad >= badSeconds;
  }

  #isFarBeyond({ metric, request, limit }: SloCondition, tick: Tick): boolean {
    if (request !== null) return false;
    if (metric.kind === 'errors') {
      const failed = tick.failed - this.#before.failed;
      const ended = failed + tick.answered - this.#before.answered;
      return ended > 0 && failed / ended > Math.max(mostlyFailed, (far * limit) / 100);
    }
    const isHeadline = metric.kind === 'latency' && (metric.series === null || metric.series === 'response');
    if (!isHeadline) return false;
    const limitUs = limit * 1000;
    // Half of the requests are slower than all but a few may be.
    const isTail = (quantileOf(metric) ?? 0) > 0.5 || metric.statistic === 'max';
    const isSlow = tick.p50Us !== null && tick.p50Us > (isTail ? 1 : far) * limitUs;
    return isSlow || tick.inFlight / this.#ratePerS > (longWait * limit) / 1000 + 1;
  }
}
