import type { AbResult } from '../modes/ab/ab-result.ts';
import { reportWidth, wrap } from './fit.ts';
import { sections } from './layout.ts';
import type { ReportOptions } from './reporter.ts';
import { verdictLines } from './verdict-lines.ts';

/** Both sides, what changed and how sure that is. */
export function abText(result: AbResult, { palette }: ReportOptions): string {
  return sections([wrap(result.finding, reportWidth), verdictLines(result.gates, result.trust, palette)]);
}
