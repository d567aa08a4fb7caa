import type { QuantileKey } from '../summary/quantiles.ts';
import type { Confidence, Distribution } from '../summary/result.ts';
import { formatLatency, formatPercent, noNumber } from './format.ts';

/** A row of a percentile table: a cell for each percentile. */
export type BoundRow = { readonly label: string; readonly cellOf: (key: QuantileKey) => string };

type Shown = readonly { readonly key: QuantileKey }[];

const unknown = '?';

/** Where the percentiles of the headline lie, `95 % from` and `to`, for the row above; none when nothing is known. */
export function confidenceRows(
  confidence: Confidence | null,
  headline: Distribution | undefined,
  shown: Shown,
): BoundRow[] {
  if (confidence === null || headline === undefined) return [];
  const { level, percentiles } = confidence;
  if (shown.every(({ key }) => percentiles[key] === null)) return [];
  const row = (label: string, boundOf: (key: QuantileKey) => number | null | undefined): BoundRow => ({
    label,
    cellOf: (key) => {
      const us = boundOf(key) ?? null;
      if (us !== null) return formatLatency(us);
      return headline[key] === null ? noNumber : unknown;
    },
  });
  return [
    row(`${formatPercent(level)} from`, (key) => percentiles[key]?.lowUs),
    row('to', (key) => percentiles[key]?.highUs),
  ];
}

/** What a `?` in those rows stands for; nothing without any. */
export function unknownNote(rows: readonly BoundRow[], shown: Shown): string[] {
  const isThere = rows.some(({ cellOf }) => shown.some(({ key }) => cellOf(key) === unknown));
  return isThere ? [`${unknown} not known: too few independent samples, or only lower bounds there`] : [];
}
