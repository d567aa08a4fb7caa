import type { AbResult } from '../modes/ab/ab-result.ts';
import { headingLines } from './markdown-parts.ts';
import { blocks, prose } from './markdown-text.ts';
import type { ReportOptions } from './reporter.ts';

/** The same for a pull request. */
export function abMarkdown(result: AbResult, _options: ReportOptions): string {
  return blocks([headingLines(result.gates, result.trust, 'A against B'), [prose(result.finding)]]);
}
