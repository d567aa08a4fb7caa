import { msToUs } from '../../base/units.ts';
import { type Baseline, baselineRow } from '../../gate/baseline/baseline.ts';
import { formatCount, formatLatency, formatPercent, formatRate, noNumber } from '../../report/format.ts';
import { numberCell, textCell } from '../../report/html/cells.ts';
import { statusOf } from '../../report/html/notices.ts';
import type { Cell, Status } from '../../report/html/page.ts';
import { keyFigures } from '../../report/key-figures.ts';
import { subjectOf } from '../../report/report-title.ts';
import type { Report } from '../../report/reporter.ts';

/** What a list of files tells of one of them. */
export type ListedFile = {
  readonly name: string;
  /** `run` and `baseline` can be compared, `study` is a comparison or the like itself, `other` isn't of inrush. */
  readonly kind: 'run' | 'baseline' | 'study' | 'other';
  /** Milliseconds since the epoch; 0 of what has no start. */
  readonly startedMs: number;
  /** Beside the name: see {@link runColumns} and {@link studyColumns}; of others why they can't be shown. */
  readonly cells: readonly Cell[];
};

/** Of runs and baselines. */
export const runColumns = [
  { label: 'started (UTC)', isNumber: false },
  { label: 'what', isNumber: false },
  { label: 'requests/s', isNumber: true },
  { label: 'p50', isNumber: true },
  { label: 'p99', isNumber: true },
  { label: 'errors', isNumber: true },
  { label: 'state', isNumber: false },
] as const;

export const studyColumns = [
  { label: 'started (UTC)', isNumber: false },
  { label: 'kind', isNumber: false },
  { label: 'what', isNumber: false },
  { label: 'state', isNumber: false },
] as const;

export function listReport(name: string, report: Report): ListedFile {
  const startedMs = Date.parse(report.startedAt);
  const { tone, label } = statusOf(report.completion, report.trust, report.gates);
  const state = textCell(label, tone);
  const started = textCell(dateText(startedMs));
  const subject = textCell(subjectOf(report));
  if (report.kind !== 'load-run') {
    return { name, kind: 'study', startedMs, cells: [started, textCell(report.kind), subject, state] };
  }
  const figures = new Map(keyFigures(report).map((figure) => [figure.name, figure.value]));
  const cells = [started, subject, ...figureCells((figure) => figures.get(figure) ?? null), state];
  return { name, kind: 'run', startedMs, cells };
}

export function listBaseline(name: string, baseline: Baseline): ListedFile {
  const startedMs = Date.parse(baseline.startedAt);
  const { scenario, target } = baseline.conditions;
  const subject = `${formatCount(baseline.runs)} runs of ${scenario ?? `${target.method} ${target.url}`}`;
  const figures = figureCells((figure) => baselineRow(baseline, null, figure)?.median ?? null);
  const state: Status = { tone: 'neutral', label: 'baseline' };
  const cells = [textCell(dateText(startedMs)), textCell(subject), ...figures, textCell(state.label)];
  return { name, kind: 'baseline', startedMs, cells };
}

export function listOther(name: string, reasons: readonly string[]): ListedFile {
  return { name, kind: 'other', startedMs: 0, cells: [textCell(reasons[0] ?? '')] };
}

/** `figure` answers milliseconds, percent and requests per second. */
function figureCells(figure: (name: string) => number | null): readonly Cell[] {
  const cell = (name: string, format: (value: number) => string): Cell => {
    const value = figure(name);
    return numberCell(value === null ? noNumber : format(value), value);
  };
  const latency = (ms: number): string => formatLatency(msToUs(ms));
  return [
    cell('rate', formatRate),
    cell('p50', latency),
    cell('p99', latency),
    cell('errors', (percent) => formatPercent(percent / 100)),
  ];
}

/** `2026-11-23 09:42:24` */
function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
