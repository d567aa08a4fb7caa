import type { Result } from '../summary/result.ts';
import { comparisonText } from './comparison-text.ts';
import { failureLines } from './failure-lines.ts';
import { loadLines, targetLine } from './header.ts';
import { generatorLines, trustLines } from './health-lines.ts';
import { sections } from './layout.ts';
import { noticeLines } from './notice-lines.ts';
import { percentileTable } from './percentile-table.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
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
    [...percentileTable(series, palette), ...closedModelNote(result, palette.dim)],
    latency ? spectrumTable(series, palette) : [],
    trafficLines(result, palette),
    [
      ...failureLines('failures', result.failures, palette),
      ...failureLines('socket faults', result.sockets.faults, palette),
    ],
    [...generatorLines(result.generator, palette), ...trustLines(result.trust, palette)],
  ]);
}

function closedModelNote(result: Result, paint: (text: string) => string): string[] {
  if (result.load.model === 'open') return [];
  return [paint("closed model: service time only, its tail can't be compared with an open run's")];
}
