import type { FailureCount } from '../summary/result.ts';
import { clip, displayWidth } from '../base/fit.ts';
import { formatCount } from './format.ts';
import { columns, field, fieldWidth } from './layout.ts';
import type { Palette } from './palette.ts';

const mostReasons = 10;
const reasonWidth = 20;
const gap = 2;

/** Failures by reason with one example each, as the target worded it; nothing without failures. */
export function failureLines(label: string, failures: readonly FailureCount[], palette: Palette): string[] {
  const shown = failures.slice(0, mostReasons).map(({ reason, count, example }) => ({
    count: formatCount(count),
    reason: clip(reason, reasonWidth),
    example,
  }));
  const room =
    fieldWidth - widest(shown.map(({ count }) => count)) - widest(shown.map(({ reason }) => reason));
  const rows = shown.map(({ count, reason, example }) => [
    palette.red(count),
    reason,
    palette.dim(clip(example, room - 2 * gap)),
  ]);
  const rest = failures.length - shown.length;
  const more = rest > 0 ? [palette.dim(`and ${rest} more`)] : [];
  return field(label, [...columns(rows, ['right', 'left', 'left'], gap), ...more], palette.dim);
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}
