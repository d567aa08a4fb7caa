// Not the whole block: strips below each other would run together.
const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/** A bar for each value, from 0 to `highest`; nothing stands where there is none. */
export function sparkline(values: readonly (number | null)[], highest: number): string {
  return values.map((value) => (value === null ? ' ' : barOf(value, highest))).join('');
}

function barOf(value: number, highest: number): string {
  const share = highest > 0 ? Math.min(1, Math.max(0, value / highest)) : 0;
  return bars[Math.round(share * (bars.length - 1))] ?? ' ';
}
