import type { FuzzCase } from './fuzz-case.ts';

/** Something that is fed with cases. It throws what it finds wrong. */
export type Target = {
  readonly name: string;
  /** It runs on one in so many cases, and on all that are kept. */
  readonly oneIn: number;
  /** Answers what the case led to in a few words: cases that lead to something new are worth keeping. */
  readonly run: (fuzzCase: FuzzCase) => string | Promise<string>;
};
