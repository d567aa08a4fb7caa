import type { Problem } from '../base/errors.ts';
import { type Shape, text } from '../scenario/input-problems.ts';
import type { GateSettings } from './prepare-gates.ts';

/** How a program wants the gates of a run judged. */
export type GateOptions = {
  /** A gate passes only if the whole 95 % interval of its number does [false]. */
  readonly confident?: boolean | undefined;
  /** Ends the run when a gate fails in three seconds in a row, `delayMs` after the warm-up at the earliest [false]. */
  readonly abortOnFail?: boolean | { readonly delayMs: number } | undefined;
  /** Path of what `inrush baseline record` wrote, for conditions such as `p95 > baseline + 10%`. */
  readonly baseline?: string | undefined;
};

const yesOrNo: Shape = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };

export const gateShapes: Readonly<Record<keyof GateOptions, Shape>> = {
  confident: yesOrNo,
  abortOnFail: {
    expected: 'true, false or { delayMs }',
    accepts: (value) => typeof value === 'boolean' || (typeof value === 'object' && value !== null),
  },
  baseline: text,
};

/** What they come to, and what is wrong with them; of values of another type only what is told elsewhere. */
export function gateOptions({ confident, abortOnFail = false, baseline }: GateOptions): {
  readonly settings: GateSettings;
  readonly problems: readonly Problem[];
} {
  const delayMs = delayOf(abortOnFail);
  const isAsked = abortOnFail === true || typeof abortOnFail === 'object';
  const isDelay = typeof delayMs === 'number' && delayMs >= 0 && delayMs < Infinity;
  const message = `abortOnFail.delayMs must be 0 or more milliseconds, got ${String(delayMs)}`;
  return {
    settings: {
      isConfident: confident === true,
      abort: !isAsked ? null : { delayMs: isDelay ? delayMs : 0 },
      baselinePath: typeof baseline === 'string' ? baseline : null,
    },
    problems: isDelay ? [] : [{ message }],
  };
}

function delayOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return 0;
  return 'delayMs' in given ? given.delayMs : 0;
}
