import { foldVerdict } from '../gate/verdict.ts';
import type { GateOutcome } from '../summary/result.ts';
import { clip } from '../base/fit.ts';
import { gateName, gateSentence } from './gate-sentence.ts';
import { reportTitle } from './report-title.ts';
import type { Report } from './reporter.ts';
import { annotationLine, type AnnotationLevel } from './workflow-commands.ts';

/** GitHub shows ten of each level from a step, and drops the others without a word. */
const mostOfALevel = 10;
const longestTitle = 120;
const longestMessage = 2000;

/** Where a gate was written down; null where nobody knows. */
export type GatePlace = { readonly file: string; readonly line: number } | null;

/** Reads `checkout.yaml:14:7`; of what has no line there is no place. */
export function gatePlace(text: string): GatePlace {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(text) ?? [];
  return file === undefined ? null : { file, line: Number(line) };
}

type Annotation = {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
  readonly place: GatePlace;
};

/**
 * What a reader of a build must know, as lines for GitHub's runner: gates that did not pass, a run that did not end as
 * planned, numbers that can't be trusted. Errors are what makes the exit code; '' when all is well.
 */
export function githubAnnotations(report: Report, places: readonly GatePlace[] = []): string {
  const all = [...runAnnotations(report), ...gateAnnotations(report.gates, places)];
  return (['error', 'warning', 'notice'] as const)
    .flatMap((level) => limited(all.filter((each) => each.level === level)))
    .map(({ level, title, message, place }) => annotationLine(level, { title, ...place }, message))
    .join('');
}

function runAnnotations(report: Report): Annotation[] {
  const { completion, trust, gates } = report;
  const title = reportTitle(report);
  const made: Annotation[] = [];
  if (completion.state === 'partial') {
    const reasons = completion.reasons.length === 0 ? ['it did not end as planned'] : completion.reasons;
    made.push(annotation('error', `partial: ${title}`, reasons.join('; ')));
  }
  if (trust.level !== 'ok') {
    const isDecisive = foldVerdict(gates, trust.level) === 'invalid';
    const level = trust.level === 'degraded' ? 'notice' : isDecisive ? 'error' : 'warning';
    const reasons = trust.reasons.filter((reason) => reason.level === trust.level);
    const message = reasons.map((reason) => `${reason.message} → ${reason.hint}`).join('; ');
    made.push(annotation(level, `${trust.level} numbers: ${title}`, message));
  }
  return made;
}

const levels = {
  failed: 'error',
  'no-data': 'error',
  inconclusive: 'warning',
} as const satisfies Record<Exclude<GateOutcome['verdict'], 'passed'>, AnnotationLevel>;

function gateAnnotations(gates: readonly GateOutcome[], places: readonly GatePlace[]): Annotation[] {
  return gates.flatMap((gate, index) => {
    if (gate.verdict === 'passed') return [];
    const title = `${gate.verdict}: ${gateName(gate)}`;
    return [annotation(levels[gate.verdict], title, gateSentence(gate), places[index])];
  });
}

function annotation(
  level: AnnotationLevel,
  title: string,
  message: string,
  place: GatePlace = null,
): Annotation {
  return { level, title: clip(title, longestTitle), message: clip(message, longestMessage), place };
}

/** The last one says how many there would have been. */
function limited(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= mostOfALevel) return annotations;
  const shown = annotations.slice(0, mostOfALevel - 1);
  const rest = annotations.slice(shown.length);
  const message = rest.map(({ title }) => title).join('; ');
  return [...shown, annotation(first.level, `and ${rest.length} more`, message)];
}
