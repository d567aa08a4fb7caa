import { abMarkdown } from './ab-markdown.ts';
import type { Reporter, Study } from './reporter.ts';

/** For comments on pull requests and job summaries, in GitHub's Markdown. */
export const studyMarkdown: Reporter<Study> = (study, options) => abMarkdown(study, options);
