import { type Random, seededRandom } from '../../src/base/random.ts';
import { Histogram, type HistogramCounts } from '../../src/stats/histogram.ts';
import { Samples } from '../../src/stats/samples.ts';
import { distributionOf } from '../../src/summary/distribution.ts';
import type { Result } from '../../src/summary/result.ts';
import type { Trial } from '../../src/modes/find-max/trial.ts';
import type { TrialAsk } from '../../src/modes/find-max/search-rates.ts';
import type { QueueKind } from './lindley.ts';
import { openRun } from '../support/sample-result.ts';

const warmupMs = 1000;

/** One server with Poisson arrivals, by Lindley's recursion: every trial starts with an empty queue and warms up for a second. */
export class QueueTarget {
  readonly #random: Random;
  readonly #kind: QueueKind;
  readonly #servedPerS: number;

  constructor(kind: QueueKind, servedPerS: number, seed: number) {
    this.#random = seededRandom(seed);
    this.#kind = kind;
    this.#servedPerS = servedPerS;
  }

  /** A trial of that rate and length. */
  trial({ ratePerS, length, measureMs }: TrialAsk): Trial {
    const samples = new Samples();
    const windows: HistogramCounts[] = [];
    let second = new Histogram();
    let freeAt = 0;
    for (
      let at = this.#exponentialMs(ratePerS);
      at < warmupMs + measureMs;
      at += this.#exponentialMs(ratePerS)
    ) {
      freeAt = Math.max(at, freeAt) + this.#serviceMs();
      if (at < warmupMs) continue;
      if (at >= warmupMs + (windows.length + 1) * 1000) {
        windows.push(second.counts());
        second = new Histogram();
      }
      const us = Math.round((freeAt - at) * 1000);
      second.record(us);
      samples.record(us);
    }
    windows.push(second.counts());
    return { ratePerS, length, result: resultOf(samples, measureMs), windows, endedEarly: false };
  }

  #serviceMs(): number {
    return this.#kind === 'M/D/1' ? 1000 / this.#servedPerS : this.#exponentialMs(this.#servedPerS);
  }

  #exponentialMs(perS: number): number {
    return (-1000 * Math.log1p(-this.#random())) / perS;
  }
}

function resultOf(samples: Samples, measuredMs: number): Result {
  const all = distributionOf(samples);
  return {
    ...openRun,
    measuredMs,
    accounting: { ...openRun.accounting, planned: all.count, started: all.count, ok: all.count },
    latency: { ...openRun.latency, responseTime: { ok: all, all } },
    requests: [],
    trust: { level: 'ok', reasons: [] },
  };
}
