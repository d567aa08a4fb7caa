import type { Template } from '../../scenario/expression/expression.ts';
import { parseTemplate } from '../../scenario/expression/parse-template.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { AuthFile, HeadersFile } from '../../scenario/file/scenario-file.ts';
import type { FlowRequest, Pieces } from '../flows-plan.ts';
import { headerProblem } from '../plan-request.ts';
import { authPieces, authTexts } from './authorization.ts';
import { toPieces } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';

type Header = FlowRequest['headers'][number];

/** What says headers: the file for all requests, and a step for its own. */
type HeaderSource = {
  readonly path: ScenarioPath;
  readonly headers?: HeadersFile;
  readonly auth?: AuthFile;
};

/**
 * In sending order: what every client sends, the file's, the step's, and at last the type of the body. A step's header
 * takes the place of the file's of that name, and so does its auth. A header of the file that needs a capture is left
 * out of the requests before that one, such as the login that gives the token.
 */
export function planHeaders(
  context: PlanContext,
  step: HeaderSource,
  { host, contentType }: { readonly host: string; readonly contentType: string | null },
): FlowRequest['headers'] {
  const own = headersOf(context, step);
  const common = headersOf(context, fileHeaders(context));
  const ownNames = new Set(own.map(([name]) => name.toLowerCase()));
  const given = [...common.filter(([name]) => !ownNames.has(name.toLowerCase())), ...own];
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const usual: readonly Header[] = [
    ['Host', [host]],
    ['User-Agent', ['inrush']],
    ['Accept', ['*/*']],
  ];
  const type: readonly Header[] = contentType === null ? [] : [['Content-Type', [contentType]]];
  const isMissing = ([name]: Header): boolean => !names.has(name.toLowerCase());
  return [...usual.filter(isMissing), ...given, ...type.filter(isMissing)];
}

/** The file's headers and auth as far as their captures are made; where that may surprise, with a note on the others. */
function fileHeaders({ file, names, notes, isSession }: PlanContext): HeaderSource {
  const isEarly = (texts: readonly string[]): boolean =>
    texts.some((text) =>
      parseTemplate(text).variables.some(({ name }) => names.knowledgeOf(name) === 'later'),
    );
  const given = Object.entries(file.headers ?? {});
  const early = given.filter(([, value]) => isEarly([String(value)]));
  const isAuthEarly = file.auth !== undefined && isEarly(authTexts(file.auth));
  const leftOut = [...early.map(([name]) => `the header ${name}`), ...(isAuthEarly ? ['auth'] : [])];
  if (!isSession) {
    for (const what of leftOut) {
      notes.add(`${what} of the file needs a capture, so the requests until then are sent without it`);
    }
  }
  return {
    path: [],
    headers: Object.fromEntries(given.filter((header) => !early.includes(header))),
    ...(file.auth === undefined || isAuthEarly ? {} : { auth: file.auth }),
  };
}

function headersOf(context: PlanContext, { path, headers = {}, auth }: HeaderSource): readonly Header[] {
  const { problems } = context;
  const found: Header[] = [];
  for (const [name, value] of Object.entries(headers)) {
    const at = [...path, 'headers', name];
    if (found.some(([other]) => other.toLowerCase() === name.toLowerCase())) {
      problems.refuse(at, `the header ${name} is given twice`, 'leave out one of them');
    }
    const pieces = headerPieces(context, at, name, String(value));
    if (pieces !== null) found.push([name, pieces]);
  }
  if (auth === undefined) return found;
  const authorization = authPieces(context, [...path, 'auth'], auth);
  if (found.some(([name]) => name.toLowerCase() === 'authorization')) {
    const message = '`auth` and the header authorization both say who asks';
    problems.refuse([...path, 'auth'], message, 'leave out one of them');
  }
  return authorization === null ? found : [...found, ['Authorization', authorization]];
}

function headerPieces(context: PlanContext, at: ScenarioPath, name: string, value: string): Pieces | null {
  const template = readText(context, at, value);
  if (template === null) return null;
  const problem = headerProblem(name, textOf(template)) ?? framingProblem(name);
  return problem === null
    ? toPieces(template, 'header')
    : context.problems.refuse(at, problem.message, problem.hint);
}

/** Its constant text: what an expression gives is checked when it is sent. */
function textOf(template: Template): string {
  return template.filter((piece) => typeof piece === 'string').join('');
}

function framingProblem(name: string): { message: string; hint: string } | null {
  const lower = name.toLowerCase();
  if (lower !== 'content-length' && lower !== 'transfer-encoding') return null;
  return { message: `the header ${name} can't be set`, hint: 'leave it out: the length of a body is sent' };
}
