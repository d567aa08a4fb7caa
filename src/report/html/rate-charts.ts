import type { FindMaxResult, RateRow } from '../../modes/find-max/find-max-result.ts';
import type { GateOutcome } from '../../summary/result.ts';
import { reportedQuantiles } from '../../summary/quantiles.ts';
import { formatLatency, formatRate } from '../format.ts';
import type { Axis, AxisUnit, Column, Span } from './page.ts';
import { plot, type Plot, type PlottedSeries } from './plot.ts';

const shownQuantiles = reportedQuantiles.filter(({ label }) => ['p50', 'p95', 'p99'].includes(label));

/** How numbers of a condition are drawn: in the unit of the axis that so many of them make one. */
const scales: Readonly<
  Record<string, { readonly unit: AxisUnit; readonly factor: number; readonly label: string }>
> = {
  ms: { unit: 'us', factor: 1000, label: 'time' },
  '%': { unit: 'share', factor: 0.01, label: 'share' },
};

/** What the SLO asks, against the rate: each number with its interval and the limit that it has to keep. */
export function conditionCharts(result: FindMaxResult): Plot[] {
  const expressions = new Set(
    result.rates.flatMap(({ conditions }) => conditions.map(({ expression }) => expression)),
  );
  const wanted = [...expressions].map((expression) => ({
    expression,
    outcomes: result.rates.map(({ conditions }) => conditions.find((one) => one.expression === expression)),
  }));
  return Object.entries(scales).flatMap(([unit, { factor, ...axis }]) => {
    const shown = wanted.filter(({ outcomes }) => outcomes.some((outcome) => outcome?.unit === unit));
    return plot({
      id: `slo-${axis.unit}`,
      title: `What the SLO asks: ${shown.map(({ expression }) => expression).join(', ')}`,
      description: `${bracketText(result)} The dashed line is the limit.`,
      x: rateAxis(result),
      ys: [{ label: axis.label, unit: axis.unit, isLog: axis.unit === 'us' }],
      spans: bracketSpans(result),
      sync: 'rates',
      series: shown.flatMap((one, colour) => conditionSeries(one, factor, colour)),
    });
  });
}

/** Latency against the rate, whatever the SLO is about. */
export function rateLatencyChart(result: FindMaxResult): Plot[] {
  return plot({
    id: 'rate-latency',
    title: 'Response time by rate',
    description: `${p99Text(result)} ${bracketText(result)}`.trim(),
    x: rateAxis(result),
    ys: [{ label: 'response time', unit: 'us', isLog: true }],
    spans: bracketSpans(result),
    sync: 'rates',
    series: shownQuantiles.map(({ key, label }, colour) => ({
      label,
      style: 'line',
      colour,
      values: result.rates.map(({ time }) => time[key]),
    })),
  });
}

/** Where what was answered falls behind what was asked, the target is full. */
export function answeredChart(result: FindMaxResult): Plot[] {
  const { rates, scenario } = result;
  const asked: PlottedSeries = {
    label: 'as many as asked',
    style: 'dashed',
    colour: 1,
    values: rates.map(({ ratePerS }) => ratePerS),
  };
  return plot({
    id: 'rate-answered',
    title: 'Answered by rate',
    description: `Whole responses per second at each rate that was tried. ${bracketText(result)}`,
    x: rateAxis(result),
    ys: [{ label: 'answered per second', unit: 'per-s', isLog: false }],
    spans: bracketSpans(result),
    sync: 'rates',
    series: [
      { label: 'answered', style: 'line', colour: 0, values: rates.map(({ answeredPerS }) => answeredPerS) },
      // Iterations send as many requests as they like.
      ...(scenario === null ? [asked] : []),
    ],
  });
}

/** The way to the answer, trial by trial. */
export function trialChart({ trials, rates }: FindMaxResult): Plot[] {
  const verdicts: readonly RateRow['verdict'][] = ['within', 'beyond', 'unclear', 'generator'];
  const verdictOf = (ratePerS: number): RateRow['verdict'] | undefined =>
    rates.find((rate) => rate.ratePerS === ratePerS)?.verdict;
  return plot({
    id: 'trials-chart',
    title: 'The way there',
    description:
      'The rate of each trial in the order in which they ran, by what all trials at that rate came to.',
    x: { label: 'trial', unit: 'count', isLog: false, values: trials.map((_, index) => index + 1) },
    ys: [{ label: 'rate per second', unit: 'per-s', isLog: true }],
    series: [
      { label: 'rate', style: 'line', colour: 4, values: trials.map(({ ratePerS }) => ratePerS) },
      ...verdicts.map((verdict, colour): PlottedSeries => ({
        label: verdict,
        style: 'points',
        colour,
        values: trials.map(({ ratePerS }) => (verdictOf(ratePerS) === verdict ? ratePerS : null)),
      })),
    ],
  });
}

function rateAxis({ rates, scenario }: FindMaxResult): Axis & { readonly values: Column } {
  const label = scenario === null ? 'asked per second' : 'iterations per second';
  return { label, unit: 'per-s', isLog: false, values: rates.map(({ ratePerS }) => ratePerS) };
}

type Condition = {
  readonly expression: string;
  readonly outcomes: readonly (GateOutcome | undefined)[];
};

function conditionSeries(
  { expression, outcomes }: Condition,
  factor: number,
  colour: number,
): PlottedSeries[] {
  const scaled = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : value * factor;
  const limit = scaled(outcomes.find((outcome) => outcome !== undefined)?.limit);
  return [
    {
      label: expression,
      style: 'line',
      colour,
      values: outcomes.map((outcome) => scaled(outcome?.value)),
      band: {
        low: outcomes.map((outcome) => scaled(outcome?.interval?.low)),
        high: outcomes.map((outcome) => scaled(outcome?.interval?.high)),
      },
    },
    { label: `limit of ${expression}`, style: 'dashed', colour, values: outcomes.map(() => limit) },
  ];
}

/** Between its ends lies the answer; above a rate that the generator couldn't send nothing is known. */
function bracketSpans({ bracket: { holds, fails }, rates }: FindMaxResult): Span[] {
  if (fails === null) return [];
  const [lowest, highest] = [rates[0], rates.at(-1)].map((rate) => rate?.ratePerS ?? fails.ratePerS);
  if (fails.cause === 'generator') {
    const from = holds?.ratePerS ?? lowest ?? 0;
    return [{ from, to: highest ?? from, label: 'not known', isDimmed: true }];
  }
  return holds === null
    ? []
    : [{ from: holds.ratePerS, to: fails.ratePerS, label: 'bracket', isDimmed: false }];
}

function bracketText({ bracket: { holds, fails } }: FindMaxResult): string {
  const parts = [
    ...(holds === null ? [] : [`${formatRate(holds.ratePerS)}/s holds`]),
    ...(fails === null
      ? []
      : [
          `${formatRate(fails.ratePerS)}/s ${fails.cause === 'target' ? "doesn't" : 'the generator could not send'}`,
        ]),
  ];
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

function p99Text({ rates }: FindMaxResult): string {
  const told = rates.flatMap(({ ratePerS, time: { p99Us } }) =>
    p99Us === null ? [] : [`${formatLatency(p99Us)} at ${formatRate(ratePerS)}/s`],
  );
  return told.length === 0 ? '' : `p99: ${told.join(', ')}.`;
}
