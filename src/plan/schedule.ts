// Hot path: every worker walks every start of the run.
import { seededRandom, type Random } from '../base/random.ts';
import type { OpenLoad, Stage } from '../scenario/load.ts';

/**
 * The start times of a load in fractional ms from its beginning, in order, all below its duration. Start k
 * (from 0) is where the integral of the rate reaches k, so a rate above 0 starts at once; Poisson arrivals are
 * unit-rate exponential gaps on the same integral, so they follow every ramp. Walk it once.
 */
export function* schedule(load: OpenLoad, seed: number): Iterable<number> {
  const limit = load.iterations ?? Infinity;
  const random = seededRandom(seed);
  const uniform = load.arrival === 'uniform';
  let integral = uniform ? 0 : exponential(random);
  let starts = 0;
  for (const ramp of rampsOf(load)) {
    while (integral < ramp.integralAfter && starts < limit) {
      yield instantMs(ramp, integral);
      starts++;
      integral = uniform ? starts : integral + exponential(random);
    }
  }
}

/**
 * A warm-up at the load's first rate above 0 in [0, `warmupMs`), then exactly the starts that {@link schedule}
 * gives, `warmupMs` later. The limit on iterations counts the load alone.
 */
export function scheduleWithWarmup(load: OpenLoad, warmupMs: number, seed: number): Iterable<number> {
  return warmupMs > 0 ? warmUpThenLoad(load, warmupMs, seed) : schedule(load, seed);
}

/** The planned length; a limit on iterations may end the load earlier. */
export function loadDurationMs(load: OpenLoad): number {
  return stagesOf(load).reduce((sumMs, stage) => sumMs + stage.durationMs, 0);
}

/**
 * How many starts {@link schedule} gives: exact when uniform. A Poisson load has no fixed number; this is then its
 * mean, up to the limit on iterations.
 */
export function plannedStarts(load: OpenLoad): number {
  const integral = rampsOf(load).at(-1)?.integralAfter ?? 0;
  return Math.min(load.arrival === 'uniform' ? Math.ceil(integral) : integral, load.iterations ?? Infinity);
}

/**
 * Until the duration is over or the integral of the rate reaches the iterations, whichever is first: the exact
 * length of a uniform load, while a Poisson one reaches its iterations somewhere near it.
 */
export function plannedLengthMs(load: OpenLoad): number {
  const limit = load.iterations ?? Infinity;
  const lastRamp = rampsOf(load).find((ramp) => limit <= ramp.integralAfter);
  if (lastRamp === undefined) return loadDurationMs(load);
  return limit === lastRamp.integralAfter ? lastRamp.endMs : instantMs(lastRamp, limit);
}

/** Mean arrival rate over the planned length. */
export function meanRatePerS(load: OpenLoad): number {
  const integral = rampsOf(load).at(-1)?.integralAfter ?? 0;
  const lengthMs = plannedLengthMs(load);
  return lengthMs > 0 ? (Math.min(integral, load.iterations ?? Infinity) * 1000) / lengthMs : 0;
}

function* warmUpThenLoad(load: OpenLoad, warmupMs: number, seed: number): Iterable<number> {
  const warmup: OpenLoad = {
    kind: 'constant-arrival-rate',
    ratePerS: firstRatePerS(load),
    durationMs: warmupMs,
    arrival: load.arrival,
    iterations: null,
  };
  // The warm-up draws from a seed of its own: with or without it, the load's starts are the same.
  yield* schedule(warmup, ~seed);
  for (const startMs of schedule(load, seed)) yield warmupMs + startMs;
}

/** A stage placed in time: where it begins, how its rate moves, and the integral of the rate on either side. */
type Ramp = {
  readonly beginMs: number;
  readonly endMs: number;
  /** The last instant that is still inside. */
  readonly lastMs: number;
  readonly ratePerS: number;
  readonly slopePerS2: number;
  readonly integralBefore: number;
  readonly integralAfter: number;
};

function rampsOf(load: OpenLoad): readonly Ramp[] {
  const ramps: Ramp[] = [];
  let beginMs = 0;
  let ratePerS = initialRatePerS(load);
  let integralBefore = 0;
  for (const { durationMs, targetPerS } of stagesOf(load)) {
    const endMs = beginMs + durationMs;
    if (durationMs > 0 && ratePerS + targetPerS > 0) {
      const integralAfter = nearestWhole(integralBefore + ((ratePerS + targetPerS) * durationMs) / 2000);
      ramps.push({
        beginMs,
        endMs,
        lastMs: endMs * (1 - Number.EPSILON),
        ratePerS,
        slopePerS2: ((targetPerS - ratePerS) * 1000) / durationMs,
        integralBefore,
        integralAfter,
      });
      integralBefore = integralAfter;
    }
    beginMs = endMs;
    ratePerS = targetPerS;
  }
  return ramps;
}

function stagesOf(load: OpenLoad): readonly Stage[] {
  return load.kind === 'constant-arrival-rate'
    ? [{ durationMs: load.durationMs, targetPerS: load.ratePerS }]
    : load.stages;
}

function initialRatePerS(load: OpenLoad): number {
  return load.kind === 'constant-arrival-rate' ? load.ratePerS : load.startRatePerS;
}

function firstRatePerS(load: OpenLoad): number {
  let ratePerS = initialRatePerS(load);
  for (const { durationMs, targetPerS } of stagesOf(load)) {
    if (ratePerS > 0 && durationMs > 0) break;
    ratePerS = targetPerS;
  }
  return ratePerS;
}

/**
 * Where the integral of the rate reaches `integral`. The textbook root (−a + √(a² + 2sk))/s cancels when the slope
 * is small and divides by 0 when there is none; its conjugate 2k/(a + √(a² + 2sk)) does neither.
 */
function instantMs(ramp: Ramp, integral: number): number {
  const k = integral - ramp.integralBefore;
  if (k <= 0) return ramp.beginMs;
  // Rounding may take the end of a ramp to 0 below 0.
  const root = Math.sqrt(Math.max(0, ramp.ratePerS * ramp.ratePerS + 2 * ramp.slopePerS2 * k));
  return Math.min(ramp.lastMs, ramp.beginMs + (2000 * k) / (ramp.ratePerS + root));
}

/** A rounding error in the integral, as of three stages of a third, must not add or drop a start. */
function nearestWhole(integral: number): number {
  const whole = Math.round(integral);
  return Math.abs(integral - whole) < 1e-9 + whole * 1e-14 ? whole : integral;
}

/** Exponential with mean 1; `random` is below 1, so it is finite. */
function exponential(random: Random): number {
  return -Math.log1p(-random());
}
