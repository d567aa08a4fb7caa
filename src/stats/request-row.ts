// Hot path: `onEnd` runs for every request that has a row; it allocates only on a histogram's first use.
import { type AnswerKind, type FailureKind, isBound, type Outcome, recordMaybeBound } from './outcome.ts';
import { type SampleCounts, Samples } from './samples.ts';

/** As of the whole run: `Ok` is what counts as ok, `Rest` everything else that has such a time. */
export const rowSeriesNames = ['responseOk', 'responseRest', 'serviceOk', 'serviceRest'] as const;

export type RowSeriesName = (typeof rowSeriesNames)[number];

/** How the measured requests of a row ended; together they are those that were started. */
export type RowCounters = Record<AnswerKind | FailureKind, number> & {
  /** Wholly answered between the warm-up and the load's own end, whichever of the two they belong to. */
  answeredInWindow: number;
};

const rowCounterNames = [
  'ok',
  'httpError',
  'checkFailed',
  'transportError',
  'timeout',
  'aborted',
  'censored',
  'answeredInWindow',
] as const satisfies readonly (keyof RowCounters)[];

/** What one worker recorded for the requests of one name; plain data. */
export type RowDelta = {
  readonly name: string;
  readonly counters: Readonly<RowCounters>;
  /** Only the series with samples. */
  readonly samples: Partial<Readonly<Record<RowSeriesName, SampleCounts>>>;
};

/** Counts and times of all measured requests of one name. */
export class RequestRow {
  readonly name: string;
  readonly counters: RowCounters = zeroRowCounters();
  #responseOk: Samples | null = null;
  #responseRest: Samples | null = null;
  #serviceOk: Samples | null = null;
  #serviceRest: Samples | null = null;

  constructor(name: string) {
    this.name = name;
  }

  /** null without samples. */
  samples(name: RowSeriesName): Samples | null {
    if (name === 'responseOk') return this.#responseOk;
    if (name === 'responseRest') return this.#responseRest;
    return name === 'serviceOk' ? this.#serviceOk : this.#serviceRest;
  }

  /** A measured request has ended. */
  onEnd(kind: AnswerKind | FailureKind, outcome: Outcome, isOpen: boolean): void {
    const { plannedAt, writtenAt, endedAt } = outcome;
    const isOk = kind === 'ok';
    this.counters[kind]++;
    if (!Number.isNaN(writtenAt)) {
      const service = isOk ? (this.#serviceOk ??= new Samples()) : (this.#serviceRest ??= new Samples());
      recordMaybeBound(service, (endedAt - writtenAt) * 1000, isBound(kind));
    }
    if (!isOpen) return;
    const response = isOk ? (this.#responseOk ??= new Samples()) : (this.#responseRest ??= new Samples());
    recordMaybeBound(response, (endedAt - plannedAt) * 1000, isBound(kind));
  }

  merge({ counters, samples }: RowDelta): void {
    for (const key of rowCounterNames) this.counters[key] += counters[key];
    for (const name of rowSeriesNames) {
      const counts = samples[name];
      if (counts !== undefined) this.#made(name).merge(counts);
    }
  }

  /** Everything since the last call, which it forgets; null when there was nothing. */
  take(): RowDelta | null {
    if (rowCounterNames.every((key) => this.counters[key] === 0)) return null;
    const counters = { ...this.counters };
    for (const key of rowCounterNames) this.counters[key] = 0;
    return { name: this.name, counters, samples: this.#takeSamples() };
  }

  #takeSamples(): RowDelta['samples'] {
    const taken: Partial<Record<RowSeriesName, SampleCounts>> = {};
    for (const name of rowSeriesNames) {
      const samples = this.samples(name);
      if (samples === null || samples.histogram.count === 0) continue;
      taken[name] = samples.counts();
      samples.reset();
    }
    return taken;
  }

  #made(name: RowSeriesName): Samples {
    if (name === 'responseOk') return (this.#responseOk ??= new Samples());
    if (name === 'responseRest') return (this.#responseRest ??= new Samples());
    if (name === 'serviceOk') return (this.#serviceOk ??= new Samples());
    return (this.#serviceRest ??= new Samples());
  }
}

export function rowEndedCount(counters: Readonly<RowCounters>): number {
  const { ok, httpError, checkFailed, transportError, timeout, aborted, censored } = counters;
  return ok + httpError + checkFailed + transportError + timeout + aborted + censored;
}

function zeroRowCounters(): RowCounters {
  return {
    ok: 0,
    httpError: 0,
    checkFailed: 0,
    transportError: 0,
    timeout: 0,
    aborted: 0,
    censored: 0,
    answeredInWindow: 0,
  };
}
