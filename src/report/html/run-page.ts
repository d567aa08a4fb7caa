import { clip } from '../../base/fit.ts';
import { isRunning } from '../../summary/detail.ts';
import type { Result } from '../../summary/result.ts';
import { loadParts, requestText } from '../header.ts';
import type { ReportOptions } from '../reporter.ts';
import { reportTitle } from '../report-title.ts';
import { baselineLevels, baselinePoints, baselineSection } from './baseline-overlay.ts';
import { gateTable } from './gate-table.ts';
import { generatorSection } from './generator-section.ts';
import { latencySection } from './latency-section.ts';
import { loadSection } from './load-section.ts';
import { noticesOf, statusOf } from './notices.ts';
import { outcomeSection } from './outcome-section.ts';
import type { Notice, Page } from './page.ts';
import { pageSections, type SectionDraft } from './page-sections.ts';
import { requestSection } from './request-section.ts';
import { runFigures } from './run-figures.ts';
import { serverSection } from './server-section.ts';
import { noLevels, timeCharts } from './time-charts.ts';

const mostHeading = 300;

/** The page of a load run, over or still running. */
export function runPage(result: Result, { baseline = null }: ReportOptions): Page {
  const { completion, trust, gates } = result;
  const levels = baseline === null ? noLevels : baselineLevels(baseline);
  return {
    title: reportTitle(result),
    heading: clip(requestText(result), mostHeading),
    lead: [loadParts(result).join(' · '), `${result.startedAt} · inrush ${result.inrush}`],
    status: statusOf(completion, trust, gates),
    ...pageSections([
      summarySection(result),
      { id: 'over-time', title: 'Over time', parts: timeCharts(result, levels) },
      latencySection(result, baseline === null ? [] : [baselinePoints(baseline)]),
      ...(baseline === null ? [] : [baselineSection(result, baseline)]),
      requestSection(result),
      outcomeSection(result),
      loadSection(result),
      serverSection(result),
      generatorSection(result),
    ]),
    live: null,
  };
}

/** What a reader in a hurry needs. */
function summarySection(result: Result): SectionDraft {
  const { completion, trust, gates } = result;
  return {
    id: 'summary',
    title: 'Summary',
    parts: [
      ...warmupNotice(result),
      ...noticesOf(completion, trust, gates),
      ...gateTable(gates),
      runFigures(result),
    ],
  };
}

/** Nobody should wonder at figures of nothing. */
function warmupNotice({ completion, measuredMs }: Result): Notice[] {
  if (!isRunning(completion) || measuredMs > 0) return [];
  const lines = ['figures begin when it is over: what it sends is in none of them'];
  return [{ kind: 'notice', tone: 'neutral', title: 'warming up', lines }];
}
