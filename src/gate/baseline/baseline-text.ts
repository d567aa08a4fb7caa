import type { Baseline } from './baseline.ts';

/** A baseline as a file holds it: a line for each row, so that a diff shows what has changed. */
export function baselineText(baseline: Baseline): string {
  const { rows, ...rest } = baseline;
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  const head = JSON.stringify({ ...rest, rows: [] }, null, 2);
  // The rows come last, so the last pair of brackets is theirs.
  const at = head.lastIndexOf('[]');
  return rows.length === 0 ? `${head}\n` : `${head.slice(0, at)}[\n${lines}\n  ]${head.slice(at + 2)}\n`;
}
