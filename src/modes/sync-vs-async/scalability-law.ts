import { dot, leastSquares } from './least-squares.ts';
import type { ThroughputAt } from './knee.ts';

/**
 * Gunther's Universal Scalability Law, X(N) = λN ÷ (1 + σ(N − 1) + κN(N − 1)), fitted to a sweep. It speaks of the
 * measured range only.
 */
export type ScalabilityLaw =
  | {
      readonly kind: 'fitted';
      /** λ: throughput at a concurrency of 1. */
      readonly lambdaPerS: number;
      /** σ, contention: the share of the work that can't overlap, 0 to about 1. */
      readonly sigma: number;
      /** κ, coherency: what requests in flight cost each other, by pair. */
      readonly kappa: number;
      /** Largest |1 − measured ÷ fitted| of all levels. */
      readonly largestError: number;
      /** Where the fitted throughput is highest before it falls; null when it doesn't fall in the range. */
      readonly peak: ThroughputAt | null;
      /** The highest level that was fitted. */
      readonly upTo: number;
    }
  | { readonly kind: 'poor-fit'; readonly largestError: number }
  | { readonly kind: 'too-few-levels'; readonly levels: number; readonly needed: number };

/** Two more than the law has coefficients: through fewer points it passes too easily to mean anything. */
const neededLevels = 5;
/** A law that is further off at any level doesn't describe the target. */
const acceptableError = 0.1;
/** A smaller fall behind the peak, or one within twice the fit's error, can't be told from noise. */
const visibleFall = 0.05;

/**
 * Least squares of the relative error. N ÷ X is linear in 1/λ, σ/λ and κ/λ, so weighted by X/N the sum of
 * (1 − measured ÷ fitted)² has one exact minimum with σ, κ ≥ 0 (Gunther, "Guerrilla Capacity Planning", 2007, fits
 * the same transformed form). Levels are distinct, with a throughput above 0.
 */
export function fitScalabilityLaw(levels: readonly ThroughputAt[]): ScalabilityLaw {
  if (levels.length < neededLevels) {
    return { kind: 'too-few-levels', levels: levels.length, needed: neededLevels };
  }
  const rows = levels.map(({ concurrency: n, perS }) => [1, n - 1, n * (n - 1)].map((x) => (x * perS) / n));
  const coefficients = leastSquares(
    rows,
    rows.map(() => 1),
  );
  const largestError = Math.max(...rows.map((row) => Math.abs(1 - dot(row, coefficients))));
  const [single = 0, contended = 0, coherent = 0] = coefficients;
  if (single === 0 || largestError > acceptableError) return { kind: 'poor-fit', largestError };
  const [lambdaPerS, sigma, kappa] = [1 / single, contended / single, coherent / single];
  const fitted = (n: number): number => (lambdaPerS * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
  const upTo = Math.max(...levels.map(({ concurrency }) => concurrency));
  const fall = Math.max(visibleFall, 2 * largestError);
  const peak = peakOf(fitted, highestAt(sigma, kappa), upTo, fall);
  return { kind: 'fitted', lambdaPerS, sigma, kappa, largestError, peak, upTo };
}

/** N* = √((1 − σ) ÷ κ); Infinity where throughput never falls. */
function highestAt(sigma: number, kappa: number): number {
  if (sigma >= 1) return 1;
  return Math.max(1, Math.sqrt((1 - sigma) / kappa));
}

function peakOf(fitted: (n: number) => number, at: number, upTo: number, fall: number): ThroughputAt | null {
  if (at >= upTo || fitted(upTo) > (1 - fall) * fitted(at)) return null;
  return { concurrency: at, perS: fitted(at) };
}
