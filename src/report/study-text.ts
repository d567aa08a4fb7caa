import { abText } from './ab-text.ts';
import type { Reporter, Study } from './reporter.ts';

/** For people at a terminal of 80 columns: the verdict first, then what it rests on. */
export const studyText: Reporter<Study> = (study, options) => abText(study, options);
