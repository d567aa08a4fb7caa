import { reportedQuantiles } from '../../summary/quantiles.ts';
import type { Result } from '../../summary/result.ts';
import { confidenceParts } from '../confidence-rows.ts';
import { latencyNotes } from '../latency-notes.ts';
import { missingPercentiles } from '../missing-percentiles.ts';
import { seriesOf } from '../series.ts';
import { type Curve, type CurvePoints, latencyPlot } from './latency-curve.ts';
import type { Notice } from './page.ts';
import type { SectionDraft } from './page-sections.ts';
import { percentileTable } from './percentile-table.ts';

/** The distribution of the whole run: findings, curves, percentiles, and what is to be known of them. */
export function latencySection(result: Result, points: readonly CurvePoints[] = []): SectionDraft {
  const series = seriesOf(result).filter(({ distribution }) => distribution.count > 0);
  const notes = latencyNotes(result);
  const { notes: sureness } = confidenceParts(
    result.latency.confidence,
    series[0]?.distribution,
    reportedQuantiles,
  );
  const findings = notes.filter(({ isFinding }) => isFinding);
  const others = [
    ...notes.filter(({ isFinding }) => !isFinding).map(({ text }) => text),
    missingPercentiles(series, reportedQuantiles).join(' '),
    ...sureness,
  ].filter((text) => text !== '');
  return {
    id: 'latency',
    title: 'Latency',
    parts: [
      ...findings.map(({ text }): Notice => ({ kind: 'notice', tone: 'warn', title: text, lines: [] })),
      ...latencyPlot({ id: 'latency-curve', title: 'Distribution', curves: curvesOf(result), points }),
      ...(series.length === 0 ? [] : [percentileTable(series, result.latency.confidence)]),
      ...(others.length === 0 ? [] : [noteOf(others)]),
    ],
  };
}

/** Response against service time, and what of the first counts as ok where something failed. */
function curvesOf({ latency: { responseTime, serviceTime, timeToFirstByte } }: Result): Curve[] {
  const headline = responseTime ?? serviceTime;
  const name = responseTime === null ? 'service time' : 'response time';
  const isMixed = headline.ok.count > 0 && headline.ok.count < headline.all.count;
  return [
    { label: name, colour: 0, distribution: headline.all },
    ...(isMixed ? [{ label: `${name}, ok only`, colour: 2, distribution: headline.ok }] : []),
    ...(responseTime === null ? [] : [{ label: 'service time', colour: 1, distribution: serviceTime.all }]),
    ...(responseTime === null
      ? [{ label: 'ttfb', colour: 1, distribution: timeToFirstByte, style: 'dashed' as const }]
      : []),
  ];
}

function noteOf(lines: readonly string[]): Notice {
  return { kind: 'notice', tone: 'neutral', title: 'About these numbers', lines };
}
