import { assertNever } from '../base/assert.ts';
import { abMarkdown } from './ab-markdown.ts';
import { compareMarkdown } from './compare-markdown.ts';
import { findMaxMarkdown } from './find-max-markdown.ts';
import type { Reporter, Study } from './reporter.ts';
import { trendMarkdown } from './trend-markdown.ts';

/** For comments on pull requests and job summaries, in GitHub's Markdown. */
export const studyMarkdown: Reporter<Study> = (study, options) => {
  switch (study.kind) {
    case 'ab':
      return abMarkdown(study, options);
    case 'compare':
      return compareMarkdown(study, options);
    case 'trend':
      return trendMarkdown(study, options);
    case 'find-max':
      return findMaxMarkdown(study, options);
    default:
      return assertNever(study);
  }
};
