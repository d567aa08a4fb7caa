import { jsonReport } from './json.ts';
import type { Reporter } from './reporter.ts';
import { textReport } from './text.ts';

export type { Report, Reporter, ReportOptions } from './reporter.ts';

/** Every format by the name that `-o` takes. */
export const reporters: Readonly<Record<string, Reporter>> = {
  text: textReport,
  json: jsonReport,
};
