import { assert } from '../base/assert.ts';
import type { Report, Reporter, ReportOptions, Study } from './reporter.ts';

export type { Rendering, Report, Reporter, ReportOptions, RunReport, Study } from './reporter.ts';

/** Every format of load runs by the name that `-o` takes; loaded when there is something to report. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
  markdown: async () => (await import('./markdown.ts')).markdownReport,
  csv: async () => (await import('./csv.ts')).csvReport,
  'csv-requests': async () => (await import('./csv-requests.ts')).csvRequestsReport,
  hlog: async () => (await import('./hlog.ts')).hlogReport,
  prometheus: async () => (await import('./prometheus.ts')).prometheusReport,
  junit: async () => (await import('./junit.ts')).junitReport,
  gitlab: async () => (await import('./gitlab.ts')).gitlabReport,
  benchmark: async () => (await import('./benchmark.ts')).benchmarkReport,
  'benchmark-bigger': async () => (await import('./benchmark.ts')).benchmarkBiggerReport,
  html: async () => (await import('./html/html-report.ts')).htmlReport,
};

/** The same of what several runs come to. */
export const studyReporters: Readonly<Record<string, () => Promise<Reporter<Study>>>> = {
  text: async () => (await import('./study-text.ts')).studyText,
  json: async () => (await import('./json.ts')).jsonReport,
  markdown: async () => (await import('./study-markdown.ts')).studyMarkdown,
  prometheus: async () => (await import('./prometheus-study.ts')).prometheusStudy,
  junit: async () => (await import('./junit.ts')).junitReport,
  benchmark: async () => (await import('./benchmark.ts')).benchmarkReport,
  'benchmark-bigger': async () => (await import('./benchmark.ts')).benchmarkBiggerReport,
  html: async () => (await import('./html/html-report.ts')).htmlReport,
};

/** Short names of formats. */
export const formatAliases: Readonly<Record<string, string>> = { md: 'markdown', prom: 'prometheus' };

/** The formats that a report of this kind has. */
export function formatsOf(kind: Report['kind']): readonly string[] {
  return Object.keys(isRunKind(kind) ? reporters : studyReporters);
}

/** Renders a report in one of {@link formatsOf} its kind. */
export async function render(report: Report, format: string, options: ReportOptions): Promise<string> {
  if (report.kind === 'load-run' || report.kind === 'sync-vs-async') {
    const load = reporters[format];
    assert(load !== undefined, `${format} is no format of ${report.kind}`);
    return (await load())(report, options);
  }
  const load = studyReporters[format];
  assert(load !== undefined, `${format} is no format of ${report.kind}`);
  return (await load())(report, options);
}

function isRunKind(kind: Report['kind']): boolean {
  return kind === 'load-run' || kind === 'sync-vs-async';
}
