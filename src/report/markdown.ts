import { comparisonMarkdown } from './comparison-markdown.ts';
import { loadMarkdown } from './load-markdown.ts';
import type { Reporter } from './reporter.ts';

/** For comments on pull requests and job summaries, in GitHub's Markdown: the verdict first, on one screen. */
export const markdownReport: Reporter = (report, options) =>
  report.kind === 'load-run' ? loadMarkdown(report, options) : comparisonMarkdown(report, options);
