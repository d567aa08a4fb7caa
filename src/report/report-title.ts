import { assertNever } from '../base/assert.ts';
import { clip } from '../base/fit.ts';
import { requestText } from './header.ts';
import type { Report } from './reporter.ts';

const longest = 200;

/** What was measured, in one line: `load run of GET http://127.0.0.1:8080/`, `ab of checkout`. */
export function reportTitle(report: Report): string {
  return clip(`${kindWords(report)} of ${subjectOf(report)}`, longest);
}

/** The scenario's name, else what was sent, or whose runs were compared. */
export function subjectOf(report: Report): string {
  if (report.kind === 'load-run' || report.kind === 'sync-vs-async') return requestText(report);
  if (report.scenario !== null) return report.scenario;
  switch (report.kind) {
    case 'ab':
      return `${report.a.label} and ${report.b.label}`;
    case 'compare':
      return `${report.base.label} and ${report.head.label}`;
    case 'trend':
      return report.label;
    case 'find-max':
      return `${report.target.method} ${report.target.url}`;
    default:
      return assertNever(report);
  }
}

function kindWords({ kind }: Report): string {
  return kind.replaceAll('-', ' ');
}
