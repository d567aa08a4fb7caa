import { type Random, seededRandom } from '../../src/base/random.ts';
import { Histogram, type HistogramCounts } from '../../src/stats/histogram.ts';

/** Latencies whose logarithm is a normal variable, of mean 10 ms and standard deviation 0.5. */
const medianUs = 10_000;
const spread = 0.5;

export type Simulation = {
  readonly seed: number;
  readonly windows: number;
  readonly samplesEach: number;
  /** What a request has of the one before it, 0 to 1. */
  readonly betweenRequests: number;
  /** What a window has of the one before it, and the share of the variance that is the windows'. */
  readonly betweenWindows: number;
  readonly shareOfWindows: number;
};

/** Log-normal latencies of first-order processes on the scale of requests, of windows, or both. */
export function simulatedWindows(simulation: Simulation): HistogramCounts[] {
  const { seed, windows, samplesEach, betweenRequests, betweenWindows, shareOfWindows } = simulation;
  const normal = normals(seededRandom(seed));
  const nextRequest = firstOrder(normal, betweenRequests);
  const nextWindow = firstOrder(normal, betweenWindows);
  return Array.from({ length: windows }, () => {
    const wave = Math.sqrt(shareOfWindows) * nextWindow();
    const own = Math.sqrt(1 - shareOfWindows);
    return windowOf(Array.from({ length: samplesEach }, () => latencyUs(wave + own * nextRequest())));
  });
}

/** Where the distribution of any such process has its quantile, from that of the standard normal one. */
export function latencyUs(normal: number): number {
  return medianUs * Math.exp(spread * normal);
}

export function windowOf(samplesUs: readonly number[]): HistogramCounts {
  scratch.reset();
  for (const us of samplesUs) scratch.record(us);
  return scratch.counts();
}

/** Standard normal values, each with so much of the one before it. */
export function firstOrderSeries(random: Random, count: number, correlation: number): number[] {
  const next = firstOrder(normals(random), correlation);
  return Array.from({ length: count }, next);
}

const scratch = new Histogram();

/** Stationary from its first value, with variance 1. */
function firstOrder(normal: () => number, correlation: number): () => number {
  const noise = Math.sqrt(1 - correlation ** 2);
  let last = normal();
  return () => (last = correlation * last + noise * normal());
}

/** Box and Muller's pairs. */
export function normals(random: Random): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
