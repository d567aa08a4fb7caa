/** What a target makes of a rate. `generator`: the generator could not send it, so that nothing is known of the target. */
export type RateVerdict = 'within' | 'beyond' | 'unclear' | 'generator';

/** What all trials at one rate come to. */
export type RateEvidence = {
  readonly ratePerS: number;
  readonly verdict: RateVerdict;
  /** It rests on enough trial time to be a bound of the answer. */
  readonly isBound: boolean;
  /** How far the worst condition is beyond its limit, as the logarithm of the quotient: below 0 it holds. */
  readonly excess: number;
  /** Measured, over all trials that count. */
  readonly trialMs: number;
  /** It held for longer, too. */
  readonly isConfirmed: boolean;
};
