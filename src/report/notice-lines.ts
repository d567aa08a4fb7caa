import type { Completion, Trust } from '../summary/result.ts';
import { wrap } from '../base/fit.ts';
import { field, fieldWidth } from './layout.ts';
import type { Palette } from './palette.ts';

/** What a reader must know before any number: that some are missing, or that none can be relied on. */
export function noticeLines(completion: Completion, trust: Trust, palette: Palette): string[] {
  const invalid = trust.level === 'invalid' ? ["don't rely on these numbers: trust, below, says why"] : [];
  return [
    ...field('PARTIAL', partialReasons(completion), (label) => palette.bold(palette.yellow(label))),
    ...field('INVALID', invalid, (label) => palette.bold(palette.red(label))),
  ];
}

function partialReasons(completion: Completion): string[] {
  if (completion.state === 'complete') return [];
  const reasons = completion.reasons.length > 0 ? completion.reasons : ['the run did not end as planned'];
  return reasons.flatMap((reason) => wrap(reason, fieldWidth));
}
