import type { Completion, Trust } from '../summary/result.ts';
import { wrap } from '../base/fit.ts';
import { field, fieldWidth } from './layout.ts';
import type { Palette } from './palette.ts';

/** Of an invalid run. */
export const distrust = "don't rely on these numbers";

/** What a reader must know before any number: that some are missing, or that none can be relied on. */
export function noticeLines(completion: Completion, trust: Trust, palette: Palette): string[] {
  const partial = partialReasons(completion).flatMap((reason) => wrap(reason, fieldWidth));
  const invalid = trust.level === 'invalid' ? [`${distrust}: trust, below, says why`] : [];
  return [
    ...field('PARTIAL', partial, (label) => palette.bold(palette.yellow(label))),
    ...field('INVALID', invalid, (label) => palette.bold(palette.red(label))),
  ];
}

/** Why numbers are missing, in a sentence at least; nothing where none are. */
export function partialReasons(completion: Completion): readonly string[] {
  if (completion.state === 'complete') return [];
  return completion.reasons.length > 0 ? completion.reasons : ['the run did not end as planned'];
}
