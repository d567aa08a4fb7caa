import type { Change } from '../change.ts';

type Kind = Change['effectKind'];

/** `12 %` of a share, `0.4 points` of a difference of shares. */
export function amountText(effect: number, kind: Kind): string {
  const text = numberText(effect, kind);
  if (kind === 'ratio') return `${text} %`;
  return `${text} ${text === '1' ? 'point' : 'points'}`;
}

/** `5 to 19 %`, `at least 5 %`; an end that nothing bounds is null. */
export function rangeText(
  { low, high }: { readonly low: number | null; readonly high: number | null },
  kind: Kind,
): string {
  if (low !== null && high !== null) return `${numberText(low, kind)} to ${amountText(high, kind)}`;
  if (low !== null) return `at least ${amountText(low, kind)}`;
  return high === null ? 'anything' : `at most ${amountText(high, kind)}`;
}

/** `p50, p99 and rate` */
export function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Two digits are all that an estimate from ten pairs has. */
function numberText(effect: number, kind: Kind): string {
  const value = kind === 'ratio' ? 100 * effect : effect;
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(2));
  // Not -0, and no digits beyond a tenth of a percent or a thousandth of a point.
  return String(Number(rounded.toFixed(kind === 'ratio' ? 1 : 3)) + 0);
}
