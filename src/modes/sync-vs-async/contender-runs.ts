import type { Result } from '../../summary/result.ts';
import type { Contender } from './comparison-plan.ts';

/** A side's finished runs, by round. */
export type ContenderRuns = { readonly contender: Contender; readonly runs: Result[] };
