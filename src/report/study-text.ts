import { assertNever } from '../base/assert.ts';
import { abText } from './ab-text.ts';
import { compareText } from './compare-text.ts';
import { findMaxText } from './find-max-text.ts';
import type { Reporter, Study } from './reporter.ts';
import { trendText } from './trend-text.ts';

/** For people at a terminal of 80 columns: the verdict first, then what it rests on. */
export const studyText: Reporter<Study> = (study, options) => {
  switch (study.kind) {
    case 'ab':
      return abText(study, options);
    case 'compare':
      return compareText(study, options);
    case 'trend':
      return trendText(study, options);
    case 'find-max':
      return findMaxText(study, options);
    default:
      return assertNever(study);
  }
};
