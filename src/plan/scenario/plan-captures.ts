import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { CaptureFile, RequestFile } from '../../scenario/file/scenario-file.ts';
import { parseJsonPath } from '../../scenario/json-path/parse-json-path.ts';
import type { CapturePlan } from '../flows-plan.ts';
import { headerProblem } from '../plan-request.ts';
import type { PlanContext } from './plan-context.ts';

/** What later steps read of a response; from here on their names are known. */
export function planCaptures(
  context: PlanContext,
  path: ScenarioPath,
  captures: NonNullable<RequestFile['capture']>,
): readonly CapturePlan[] {
  const found = Object.entries(captures).map(([name, given]) => {
    const at = [...path, name];
    context.names.capture(at, name);
    if (typeof given !== 'string') return planCapture(context, at, { name, given });
    if (given.startsWith('$')) return planCapture(context, at, { name, given: { jsonPath: given } }, at);
    const message = `"${given}" is not a JSONPath`;
    const hint =
      'begin it with $, or say where to look: { header: … }, { regex: … }, { css: … } or { xpath: … }';
    return context.problems.refuse(at, message, hint);
  });
  return found.filter((capture) => capture !== null);
}

const sources = ['jsonPath', 'header', 'regex', 'css', 'xpath'] as const;

type NamedCapture = { readonly name: string; readonly given: CaptureFile };

function planCapture(
  context: PlanContext,
  path: ScenarioPath,
  { name, given }: NamedCapture,
  textAt?: ScenarioPath,
): CapturePlan | null {
  const { problems } = context;
  const [source, second] = sources.filter((key) => given[key] !== undefined);
  if (source === undefined || second !== undefined) {
    const message =
      source === undefined
        ? `the capture "${name}" doesn't say where to look`
        : `the capture "${name}" looks in two places, \`${source}\` and \`${second}\``;
    return problems.refuse(path, message, `give one of ${sources.join(', ')}`);
  }
  if (given.attribute !== undefined && source !== 'css') {
    problems.refuse([...path, 'attribute'], '`attribute` belongs to `css`');
  }
  const at = textAt ?? [...path, source];
  const text = given[source] ?? '';
  const fallback = 'default' in given ? { value: given.default } : null;
  const base = {
    name,
    all: given.all ?? (source === 'jsonPath' && !parseJsonPath(text).isSingular),
    fallback,
  };
  switch (source) {
    case 'jsonPath':
      context.syntax.jsonPath(at, text);
      return { ...base, kind: 'json-path', path: text };
    case 'header': {
      const problem = headerProblem(text, '');
      if (problem !== null) return problems.refuse(at, problem.message);
      return { ...base, kind: 'header', header: text };
    }
    case 'regex':
      context.syntax.pattern(at, text);
      return { ...base, kind: 'regex', pattern: text };
    case 'css':
      context.syntax.cssSelector(at, text);
      return { ...base, kind: 'css', selector: text, attribute: given.attribute ?? null };
    default:
      context.syntax.xpath(at, text);
      return { ...base, kind: 'xpath', path: text };
  }
}
