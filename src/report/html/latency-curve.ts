import { histogramOf } from '../../summary/known-histogram.ts';
import { quantileCurve } from '../../summary/quantile-curve.ts';
import { reportedQuantiles, samplesNeeded } from '../../summary/quantiles.ts';
import type { Distribution } from '../../summary/result.ts';
import { formatLatency } from '../format.ts';
import type { Column } from './page.ts';
import { plot, type Plot, type PlottedSeries } from './plot.ts';

/** A distribution to draw, under the name that the legend has. */
export type Curve = {
  readonly label: string;
  /** From 0; curves of one colour belong together. */
  readonly colour: number;
  readonly distribution: Distribution;
  /** Of what would hide another that it nearly is [line]. */
  readonly style?: 'line' | 'dashed';
};

/** Single values of a distribution whose rest isn't known, by quantile. */
export type CurvePoints = {
  readonly label: string;
  readonly colour: number;
  readonly valuesUs: ReadonlyMap<number, number>;
};

export type LatencyPlot = {
  readonly id: string;
  readonly title: string;
  readonly curves: readonly Curve[];
  readonly points?: readonly CurvePoints[];
};

const placesPerDecade = 16;

/**
 * Distributions from the fastest to the slowest over a log axis of percentiles, as far as their samples carry them. What
 * is only a lower bound is dashed. Nothing of what came without its histogram.
 */
export function latencyPlot({ id, title, curves, points = [] }: LatencyPlot): Plot[] {
  const drawn = curves.filter(({ distribution }) => histogramOf(distribution) !== null);
  const counts = drawn.map(({ distribution }) => distribution.count);
  const told = points.flatMap(({ valuesUs }) => [...valuesUs.keys()].map(placeOf));
  const places = placesFor(Math.max(0, ...counts), told);
  return plot({
    id,
    title,
    description: drawn.map(sentenceOf).join(' '),
    x: { label: 'percentile', unit: 'percentile', isLog: true, values: places },
    ys: [{ label: 'latency', unit: 'us', isLog: true }],
    series: [
      ...drawn.flatMap((curve) => curveSeries(curve, places)),
      ...points.map((one) => pointSeries(one, places)),
    ],
  });
}

/** 1 ÷ (1 − q): from the lowest value, at 1, to the last quantile that so many samples carry, and what is `told` besides. */
function placesFor(count: number, told: readonly number[]): number[] {
  const decades = Math.ceil(Math.log10(Math.max(count, 1)) * placesPerDecade);
  const even = Array.from({ length: decades + 1 }, (_, index) =>
    Number((10 ** (index / placesPerDecade)).toPrecision(6)),
  );
  const named = reportedQuantiles.map(({ quantile }) => placeOf(quantile));
  const carried = [...even, ...named].filter((place) => count >= samplesNeeded(1 - 1 / place));
  return [...new Set([...carried, ...told])].toSorted((a, b) => a - b);
}

function placeOf(quantile: number): number {
  return Number((1 / (1 - quantile)).toPrecision(6));
}

function curveSeries(
  { label, colour, distribution, style = 'line' }: Curve,
  places: readonly number[],
): PlottedSeries[] {
  const values = quantileCurve(
    distribution,
    places.map((place) => 1 - 1 / place),
  );
  const fromUs = distribution.censoredFromUs ?? Infinity;
  const firstBound = values.findIndex((us) => us !== null && us >= fromUs);
  if (firstBound < 0) return [{ label, colour, style, values }];
  // They share a place, so that the line goes on.
  const known = values.map((us, index) => (index < firstBound ? us : null));
  const bounds = values.map((us, index) => (index < firstBound - 1 ? null : us));
  return [
    { label, colour, style, values: known },
    { label: `${label}, at least`, colour, style: 'dashed', values: bounds },
  ];
}

function pointSeries({ label, colour, valuesUs }: CurvePoints, places: readonly number[]): PlottedSeries {
  const byPlace = new Map([...valuesUs].map(([quantile, us]) => [placeOf(quantile), us]));
  const values: Column = places.map((place) => byPlace.get(place) ?? null);
  return { label, colour, style: 'points', values };
}

function sentenceOf({ label, distribution }: Curve): string {
  const { p50Us, p99Us, maxUs } = distribution;
  const parts = [
    ...(p50Us === null ? [] : [`p50 ${formatLatency(p50Us)}`]),
    ...(p99Us === null ? [] : [`p99 ${formatLatency(p99Us)}`]),
    ...(maxUs === null ? [] : [`at most ${formatLatency(maxUs)}`]),
  ];
  return `${label}: ${parts.join(', ')}.`;
}
