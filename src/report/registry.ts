import type { Reporter } from './reporter.ts';

export type { Report, Reporter, ReportOptions } from './reporter.ts';

/** Every format by the name that `-o` takes; loaded when there is something to report. */
export const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
};
