import { appendFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { describeCause } from '../base/errors.ts';
import { cutMarkdown } from '../report/cut-markdown.ts';
import { type GatePlace, githubAnnotations } from '../report/github-annotations.ts';
import { plain } from '../report/palette.ts';
import { render, type Report } from '../report/registry.ts';
import { isOnGithub } from './github-log.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What was told, and a note where something went wrong. */
type Told = { readonly annotations: string; readonly note: string | null };

/** GitHub takes no larger summary of a step. */
const mostSummaryBytes = 1024 * 1024;

/**
 * On GitHub Actions: puts the report as Markdown into the summary of the step, and answers an annotation, as lines for
 * the log, for all that did not pass. A summary that can't be written costs a note and nothing else. `places` say where the
 * gates were written down, in their order, with files as the user named them.
 */
export async function tellGithub(
  report: Report,
  places: readonly GatePlace[] = [],
  env: Environment = process.env,
): Promise<Told> {
  if (!isOnGithub(env)) return { annotations: '', note: null };
  const path = env['GITHUB_STEP_SUMMARY'] ?? '';
  const markdown = path === '' ? '' : await render(report, 'markdown', { palette: plain, latency: false });
  return {
    annotations: githubAnnotations(
      report,
      places.map((place) => inRepository(place, env)),
    ),
    note: path === '' ? null : appendSummary(path, markdown),
  };
}

/** Why it didn't work; null when it did. */
function appendSummary(path: string, markdown: string): string | null {
  try {
    const taken = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const text = cutMarkdown(`${taken > 0 ? '\n' : ''}${markdown}`, mostSummaryBytes - taken);
    if (text === null) return 'the summary of this step is full';
    appendFileSync(path, text);
    return null;
  } catch (error) {
    return `the summary of this step can't be written (${describeCause(error)})`;
  }
}

/** GitHub knows files of the repository only, by their paths in it. */
function inRepository(place: GatePlace, env: Environment): GatePlace {
  if (place === null) return null;
  try {
    const root = realpathSync(env['GITHUB_WORKSPACE'] ?? '.');
    const path = relative(root, realpathSync(resolve(place.file)));
    const isInside = !isAbsolute(path) && path.split(sep)[0] !== '..';
    return isInside ? { file: path.split(sep).join('/'), line: place.line } : null;
  } catch {
    // A place that can't be found is no place; the annotation says enough without it.
    return null;
  }
}
