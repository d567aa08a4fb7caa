import type { QuantileKey } from '../summary/quantiles.ts';
import type { Confidence, Distribution } from '../summary/result.ts';
import { formatLatency, formatPercent, noNumber } from './format.ts';

/** A row of a percentile table: a cell for each percentile, and the number in it. */
export type BoundRow = {
  readonly label: string;
  readonly cellOf: (key: QuantileKey) => string;
  readonly usOf: (key: QuantileKey) => number | null;
};

type Shown = readonly { readonly key: QuantileKey }[];

const unknown = '?';

/** The rows of the intervals, and what has to be said of what is not in them. */
export type ConfidenceParts = { readonly rows: readonly BoundRow[]; readonly notes: readonly string[] };

/**
 * Where the percentiles of the headline lie, `95 % from` and `to`, for the row above. Rows that are mostly unknown would
 * only be in the way: then it is said in a line why there are none.
 */
export function confidenceParts(
  confidence: Confidence | null,
  headline: Distribution | undefined,
  shown: Shown,
): ConfidenceParts {
  const carried = shown.filter(({ key }) => headline !== undefined && headline[key] !== null);
  if (confidence === null || headline === undefined || carried.length === 0) return { rows: [], notes: [] };
  const { percentiles } = confidence;
  const level = formatPercent(confidence.level);
  const known = carried.filter(({ key }) => typeof percentiles[key]?.highUs === 'number');
  if (2 * known.length < carried.length) {
    const why = 'this one is worth too few independent requests';
    return { rows: [], notes: [`${level} intervals need a longer run: ${why}`] };
  }
  const row = (label: string, usOf: BoundRow['usOf']): BoundRow => ({
    label,
    usOf,
    cellOf: (key) => {
      const us = usOf(key);
      if (us !== null) return formatLatency(us);
      return headline[key] === null ? noNumber : unknown;
    },
  });
  return {
    rows: [
      row(`${level} from`, (key) => percentiles[key]?.lowUs ?? null),
      row('to', (key) => percentiles[key]?.highUs ?? null),
    ],
    notes:
      known.length < carried.length
        ? [`${unknown} not known: too few independent samples, or only lower bounds there`]
        : [],
  };
}
