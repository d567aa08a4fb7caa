import { chiSquareTail } from '../../inference/chi-square.ts';
import { normalQuantile } from '../../inference/normal-quantile.ts';
import { criticalT, outsideT } from '../../inference/student-t.ts';
import type { Evidence } from './evidence.ts';

/** An estimate with its standard errors, of which one may be Infinity where nothing bounds it on that side. */
export type Estimated = {
  readonly estimate: number;
  readonly error: { readonly below: number; readonly above: number };
  /** Degrees of freedom that the errors rest on; Infinity: they are known. */
  readonly freedom: number;
};

/** Student's t, or the normal distribution where the errors are known. */
export function studentEvidence({ estimate, error, freedom }: Estimated): Evidence {
  const tail = (distance: number, standardError: number): number =>
    standardError === Infinity ? 0.5 : upperTail(distance / standardError, freedom);
  const end = (sign: 1 | -1, standardError: number, alpha: number): number | null => {
    const at = estimate + sign * criticalValue(alpha, freedom) * standardError;
    return Number.isFinite(at) ? at : null;
  };
  return {
    estimate,
    error,
    criticalValue: (alpha) => criticalValue(alpha, freedom),
    pAbove: (boundary) => tail(estimate - boundary, error.below),
    pBelow: (boundary) => tail(boundary - estimate, error.above),
    lowAt: (alpha) => end(-1, error.below, alpha),
    highAt: (alpha) => end(1, error.above, alpha),
  };
}

/** Above which a value lies with the chance `alpha`. */
function criticalValue(alpha: number, freedom: number): number {
  if (alpha >= 0.5) return 0;
  return freedom === Infinity ? normalQuantile(1 - alpha) : criticalT(freedom, 1 - 2 * alpha);
}

/** P(T ≥ t) */
function upperTail(t: number, freedom: number): number {
  if (Number.isNaN(t)) return 0.5;
  const outside = freedom === Infinity ? chiSquareTail(t * t, 1) : outsideT(Math.abs(t), freedom);
  return t >= 0 ? outside / 2 : 1 - outside / 2;
}
