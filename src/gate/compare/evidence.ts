/**
 * What runs say of how far a candidate's values are above a baseline's. On the scale of logarithms where the effect is a
 * ratio, else of percentage points.
 */
export interface Evidence {
  readonly estimate: number;
  /** The chance of what was seen, or more of it, if the candidate's were at most this far above. */
  pAbove(boundary: number): number;
  /** The same, if they were at least this far above. */
  pBelow(boundary: number): number;
  /** The lowest shift that isn't refuted at this chance of a false alarm; null where nothing is refuted. */
  lowAt(alpha: number): number | null;
  highAt(alpha: number): number | null;
  /** Standard errors that an end at this chance lies away. */
  criticalValue(alpha: number): number;
  /** How far one standard error reaches below and above; null where the runs don't tell. */
  readonly error: { readonly below: number; readonly above: number } | null;
}
