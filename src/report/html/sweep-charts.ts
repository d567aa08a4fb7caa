import type { ComparedSide, Sweep } from '../../modes/sync-vs-async/comparison-result.ts';
import type { ScalabilityLaw } from '../../modes/sync-vs-async/scalability-law.ts';
import { sweepSentences } from '../comparison-sweep.ts';
import { formatCount, formatLatency, formatRate, noNumber } from '../format.ts';
import type { Column, Span } from './page.ts';
import { plot, type Plot, type PlottedSeries } from './plot.ts';

/** Places between 1 and the highest level at which the law is drawn. */
const curvePlaces = 32;

type FittedLaw = Extract<ScalabilityLaw, { readonly kind: 'fitted' }>;

/** What a target made of rising concurrency: throughput with the law fitted to it, and what each request paid. */
export function sweepCharts(sweep: Sweep): Plot[] {
  return [...throughputChart(sweep), ...latencyChart(sweep)];
}

/** X(N) of the Universal Scalability Law. */
export function fittedPerS({ lambdaPerS, sigma, kappa }: FittedLaw, n: number): number {
  return (lambdaPerS * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
}

function throughputChart(sweep: Sweep): Plot[] {
  const { levels, leftOut, law } = sweep;
  const places = [...new Set([...levels.map(({ concurrency }) => concurrency), ...curveOf(law)])];
  const values = places.toSorted((a, b) => a - b);
  const at = (isShown: (level: ComparedSide) => boolean): Column =>
    values.map((n) => levels.find((level) => level.concurrency === n && isShown(level))?.okPerS ?? null);
  const isLeftOut = ({ concurrency }: ComparedSide): boolean => leftOut.includes(concurrency);
  const measuredStyle = law.kind === 'fitted' ? 'points' : 'line';
  return plot({
    id: 'sweep-throughput',
    title: 'Throughput by concurrency',
    description: `Ok responses per second: ${told(levels, ({ okPerS }) => `${formatRate(okPerS)}/s`)}. ${reading(sweep)}`,
    x: { label: 'in flight', unit: 'count', isLog: true, values },
    ys: [{ label: 'ok responses per second', unit: 'per-s', isLog: true }],
    spans: kneeSpans(sweep),
    sync: 'sweep',
    series: [
      { label: 'measured', style: measuredStyle, colour: 0, values: at((level) => !isLeftOut(level)) },
      ...(law.kind === 'fitted' ? [lawLine(law, values)] : []),
      { label: 'sync × in flight', style: 'dashed', colour: 3, values: idealOf(levels, values) },
      { label: 'not the same work', style: 'points', colour: 2, values: at(isLeftOut) },
    ],
  });
}

function latencyChart(sweep: Sweep): Plot[] {
  const { levels } = sweep;
  const median = ({ p50Us }: ComparedSide): string => (p50Us === null ? noNumber : formatLatency(p50Us));
  return plot({
    id: 'sweep-latency',
    title: 'Service time by concurrency',
    description: `Median service time: ${told(levels, median)}.`,
    x: { label: 'in flight', unit: 'count', isLog: true, values: levels.map((level) => level.concurrency) },
    ys: [{ label: 'service time', unit: 'us', isLog: true }],
    spans: kneeSpans(sweep),
    sync: 'sweep',
    series: [
      { label: 'p50', style: 'line', colour: 0, values: levels.map(({ p50Us }) => p50Us) },
      { label: 'p99', style: 'line', colour: 1, values: levels.map(({ p99Us }) => p99Us) },
    ],
  });
}

/** What there would be if nothing waited for anything. */
function idealOf(levels: readonly ComparedSide[], places: readonly number[]): Column {
  const one = levels.find(({ concurrency }) => concurrency === 1);
  return places.map((n) => (one === undefined || one.okPerS === 0 ? null : n * one.okPerS));
}

function lawLine(law: FittedLaw, places: readonly number[]): PlottedSeries {
  const values = places.map((n) => (n > law.upTo ? null : fittedPerS(law, n)));
  return { label: 'fitted law', style: 'line', colour: 1, values };
}

/** Evenly on a logarithmic axis. */
function curveOf(law: ScalabilityLaw): number[] {
  if (law.kind !== 'fitted') return [];
  const { upTo } = law;
  return Array.from({ length: curvePlaces }, (_, place) =>
    Math.min(upTo, Number((upTo ** (place / (curvePlaces - 1))).toPrecision(4))),
  );
}

/** Between the levels beside it: it is known no closer. */
function kneeSpans({ knee }: Sweep): Span[] {
  if (knee.kind !== 'found') return [];
  return [{ from: knee.above ?? knee.concurrency, to: knee.below, label: 'knee', isDimmed: false }];
}

function reading(sweep: Sweep): string {
  return sweepSentences(sweep)
    .filter(([, sentences]) => sentences.length > 0)
    .map(([label, sentences]) => `${label}: ${sentences.join('; ')}.`)
    .join(' ');
}

/** `20/s at 1, 78/s at 4 in flight` */
function told(levels: readonly ComparedSide[], textOf: (level: ComparedSide) => string): string {
  const texts = levels.map((level) => `${textOf(level)} at ${formatCount(level.concurrency)}`);
  return `${texts.join(', ')} in flight`;
}
