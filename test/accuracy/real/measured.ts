import type { Result } from '../../../src/summary/result.ts';
import { loadResultOf } from '../../e2e/json-report.ts';
import { inrush } from '../../support/built-cli.ts';

/** Runs the built command line with worker processes, as a user does. */
export async function measure(...args: readonly string[]): Promise<Result> {
  return loadResultOf(await inrush(...args, '-o', 'json'));
}
