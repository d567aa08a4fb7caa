import type { Random } from '../../src/base/random.ts';
import type { AbPair } from '../../src/modes/ab/ab-result.ts';
import { normals } from '../inference/simulated-windows.ts';

/**
 * What moves the latencies of a server whose code is always the same. All are standard deviations of logarithms: 0.03 is
 * about 3 %.
 */
export type Noise = {
  /** Of one block or run alone: what it has that its neighbours don't. */
  readonly ofRun: number;
  /** The same, of how widely its times are spread: moves the tail more than the middle. */
  readonly ofTail: number;
  /** Share of blocks that something else hits, and by how much their tail then grows. */
  readonly hitShare: number;
  readonly ofHit: number;
  /** Of a session's slow drift, which neighbouring blocks share nearly whole. */
  readonly ofDrift: number;
  /** Between sessions: another hour, another machine of the same kind. */
  readonly ofSession: number;
};

/**
 * Chosen so that pairs of simulated blocks differ as real ones did on a virtual machine of two cores, under a closed load of
 * 10,000 requests in 2 s. `quiet`: server and generator had one core to themselves, and the other was taken. Eight pairs
 * had a standard deviation of 2.9 % in p50 and 7.1 % in p99; simulated ones have 3.3 and 7.7 %. `busy`: others wanted that
 * core too. Of 12 to 15 pairs in three such sessions the spread was 9 to 11 % and 17 to 28 %, by their median deviation;
 * simulated 11 and 21 %. The blocks themselves spread by 39 to 57 %, of which neighbours shared two thirds or more. Between
 * sessions: the rounds in bench/results, minutes apart and with nothing else on the machine, spread by 1 to 8 % in p50.
 */
export const noises: Readonly<Record<'quiet' | 'busy', Noise>> = {
  quiet: { ofRun: 0.02, ofTail: 0.02, hitShare: 0.06, ofHit: 0.4, ofDrift: 0.05, ofSession: 0.08 },
  busy: { ofRun: 0.06, ofTail: 0.06, hitShare: 0.2, ofHit: 0.6, ofDrift: 0.3, ofSession: 0.3 },
};

/** Milliseconds. */
export type Quantiles = { readonly p50: number; readonly p95: number; readonly p99: number };

/** Log-normal service times: median and the standard deviation of their logarithm. */
const medianMs = 40;
const spread = 0.5;
/** What a request has of the one before it, and a slot of the one before it. */
const betweenRequests = 0.7;
const betweenSlots = 0.98;

/**
 * Runs whose requests follow a first-order process, as quantiles of its standard normal values: those of any log-normal
 * run follow from them, since its times rise with them.
 */
export class RunBank {
  readonly #runs: readonly Quantiles[];
  readonly #random: Random;

  constructor(random: Random, runs: number, requestsEach: number) {
    this.#random = random;
    const normal = normals(random);
    this.#runs = Array.from({ length: runs }, () => runOf(normal, requestsEach));
  }

  draw(): Quantiles {
    const run = this.#runs[Math.floor(this.#random() * this.#runs.length)];
    if (run === undefined) throw new Error('an empty bank');
    return run;
  }
}

/** The runs of one session, one after another, without end. */
export function* session(bank: RunBank, noise: Noise, random: Random): Generator<Quantiles, never> {
  const normal = normals(random);
  const ofSession = noise.ofSession * normal();
  let drift = normal();
  for (;;) {
    const level = ofSession + noise.ofDrift * drift + noise.ofRun * normal();
    const isHit = random() < noise.hitShare;
    const width = spread * Math.exp(noise.ofTail * normal() + (isHit ? noise.ofHit * random() : 0));
    const run = bank.draw();
    const msOf = (value: number): number => medianMs * Math.exp(level + width * value);
    yield { p50: msOf(run.p50), p95: msOf(run.p95), p99: msOf(run.p99) };
    drift = betweenSlots * drift + Math.sqrt(1 - betweenSlots ** 2) * normal();
  }
}

/** Blocks in the order A B, B A, of which all of B take so many times as long; p50 and p99, and no errors. */
export function interleaved(runs: Iterator<Quantiles, never>, count: number, slowdown: number): AbPair[] {
  return Array.from({ length: count }, (_, index) => {
    const order = index % 2 === 0 ? 'ab' : 'ba';
    const [first, second] = [runs.next().value, runs.next().value];
    const [a, b] = order === 'ab' ? [first, second] : [second, first];
    return { order, leftOut: null, a: [a.p50, a.p99, 0], b: [slowdown * b.p50, slowdown * b.p99, 0] };
  });
}

function runOf(normal: () => number, requests: number): Quantiles {
  const own = Math.sqrt(1 - betweenRequests ** 2);
  const values = new Float64Array(requests);
  let last = normal();
  for (let index = 0; index < requests; index++) {
    values[index] = last;
    last = betweenRequests * last + own * normal();
  }
  values.sort();
  const at = (quantile: number): number => values[Math.ceil(quantile * requests) - 1] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
