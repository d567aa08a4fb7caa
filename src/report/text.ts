import type { Result } from '../summary/result.ts';
import { comparisonText } from './comparison-text.ts';
import { failureLines } from './failure-lines.ts';
import { reportWidth, wrap } from '../base/fit.ts';
import { checkLines, flowLines } from './flow-lines.ts';
import { loadLines, targetLine } from './header.ts';
import { generatorLines, trustLines } from './health-lines.ts';
import { latencyNotes } from './latency-notes.ts';
import { facts, sections } from './layout.ts';
import { noticeLines } from './notice-lines.ts';
import { pacingParts } from './pacing-parts.ts';
import type { Palette } from './palette.ts';
import { percentileTable } from './percentile-table.ts';
import { processorParts } from './processor-parts.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { requestTable } from './request-table.ts';
import { serverLines } from './server-lines.ts';
import { seriesOf } from './series.ts';
import { spectrumTable } from './spectrum-table.ts';
import { trafficLines } from './traffic-lines.ts';
import { verdictLines } from './verdict-lines.ts';

/** For people at a terminal of 80 columns: the verdict first, then what it rests on. */
export const textReport: Reporter = (report, options) =>
  report.kind === 'load-run' ? runText(report, options) : comparisonText(report, options);

function runText(result: Result, { palette, latency }: ReportOptions): string {
  const series = seriesOf(result);
  return sections([
    [targetLine(result, palette), ...loadLines(result)],
    noticeLines(result.completion, result.trust, palette),
    verdictLines(result.gates, result.trust, palette),
    [...percentileTable(series, palette, result.latency.confidence), ...noteLines(result, palette)],
    latency ? spectrumTable(series, palette) : [],
    trafficLines(result, palette),
    requestTable(result, palette),
    [...flowLines(result, palette), ...checkLines(result, palette)],
    [
      ...failureLines('failures', result.failures, palette),
      ...failureLines('socket faults', result.sockets.faults, palette),
    ],
    serverLines(result, palette),
    [
      ...generatorLines(result.generator, palette),
      ...facts('pacing', pacingParts(result), palette.dim),
      ...facts('processors', processorParts(result), palette.dim),
      ...trustLines(result.trust, palette),
    ],
  ]);
}

function noteLines(result: Result, palette: Palette): string[] {
  return latencyNotes(result).flatMap(({ text, isFinding }) =>
    wrap(text, reportWidth).map((line) => (isFinding ? palette.yellow : palette.dim)(line)),
  );
}
