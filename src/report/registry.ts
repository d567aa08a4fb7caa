import type { Reporter } from './reporter.ts';

export type { Report, Reporter, ReportOptions } from './reporter.ts';

/** Every format by the name that `-o` takes; loaded when there is something to report. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
  markdown: async () => (await import('./markdown.ts')).markdownReport,
  csv: async () => (await import('./csv.ts')).csvReport,
  'csv-requests': async () => (await import('./csv-requests.ts')).csvRequestsReport,
  hlog: async () => (await import('./hlog.ts')).hlogReport,
  prometheus: async () => (await import('./prometheus.ts')).prometheusReport,
};

/** Short names of formats. */
export const formatAliases: Readonly<Record<string, string>> = { md: 'markdown', prom: 'prometheus' };
