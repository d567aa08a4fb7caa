/** What a comparison consists of, besides sync and async. */
export type ComparisonShape = {
  /** Processes that each work sync, as a third side. */
  readonly threads?: number;
  /** Concurrencies of the async side, in any order; 1 is always among them, as the sync side. */
  readonly sweep?: readonly number[];
  /** How often every side takes its turn. */
  readonly rounds?: number;
};
