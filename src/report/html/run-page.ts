import type { Result } from '../../summary/result.ts';
import type { ReportOptions } from '../reporter.ts';
import type { Page } from './page.ts';

/** The page of a load run, over or still running. */
export function runPage(result: Result, _options: ReportOptions): Page {
  return {
    title: `inrush ${result.target.url}`,
    heading: `${result.target.method} ${result.target.url}`,
    lead: [result.startedAt],
    status: { tone: 'good', label: 'done' },
    sections: [],
    frames: {},
    live: null,
  };
}
