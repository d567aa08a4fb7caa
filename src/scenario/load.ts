/** How a schedule spaces its starts: evenly, or as a Poisson process with the same rate. */
export type Arrival = 'uniform' | 'poisson';

/**
 * How an open model waits for its next start: `precise` keeps asking the clock, `timer` sleeps, `auto` sleeps until
 * shortly before it.
 */
export type Pacing = 'precise' | 'timer' | 'auto';

/** The rate moves in a straight line to `targetPerS` over `durationMs`; a duration of 0 is a step. */
export type Stage = { readonly durationMs: number; readonly targetPerS: number };

/** The number of users moves in a straight line to `targetVus` over `durationMs`; a duration of 0 is a step. */
export type VuStage = { readonly durationMs: number; readonly targetVus: number };

/**
 * How work arrives; the kinds are named as in k6. Closed kinds start a request when the last one ended;
 * open kinds follow a schedule, whatever the target does.
 */
export type Load =
  | { readonly kind: 'constant-vus'; readonly vus: number; readonly durationMs: number }
  | { readonly kind: 'ramping-vus'; readonly startVus: number; readonly stages: readonly VuStage[] }
  | {
      readonly kind: 'shared-iterations';
      readonly vus: number;
      readonly iterations: number;
      /** Whichever comes first; null: only the iterations. */
      readonly durationMs: number | null;
    }
  | {
      readonly kind: 'per-vu-iterations';
      readonly vus: number;
      /** Of each user. */
      readonly iterations: number;
      readonly durationMs: number | null;
    }
  | {
      readonly kind: 'constant-arrival-rate';
      readonly ratePerS: number;
      readonly durationMs: number;
      readonly arrival: Arrival;
      readonly iterations: number | null;
    }
  | {
      readonly kind: 'ramping-arrival-rate';
      readonly startRatePerS: number;
      readonly stages: readonly Stage[];
      readonly arrival: Arrival;
      readonly iterations: number | null;
    };

export type OpenLoad = Extract<Load, { arrival: Arrival }>;
export type ClosedLoad = Exclude<Load, OpenLoad>;

/** In an open model arrivals are planned, so latency counts from the plan. */
export function isOpen(load: Load): load is OpenLoad {
  return load.kind === 'constant-arrival-rate' || load.kind === 'ramping-arrival-rate';
}

/** The most users that a closed load has at once. */
export function mostVus(load: ClosedLoad): number {
  if (load.kind !== 'ramping-vus') return load.vus;
  return Math.max(load.startVus, ...load.stages.map(({ targetVus }) => targetVus));
}
