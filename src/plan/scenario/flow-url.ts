import type { Expression, Template } from '../../scenario/expression/expression.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { Scalar } from '../../scenario/file/scenario-file.ts';
import type { FlowRequest, Hole, Pieces } from '../flows-plan.ts';
import { isRelative, type MarkedUrl, markedUrl, refuseWithoutTarget } from './marked-url.ts';
import { joinPieces, percentEncoded, toPieces } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';

export type FlowUrl = Pick<FlowRequest, 'url' | 'target' | 'path'> & {
  /** For the Host header. */
  readonly host: string;
};

type WrittenUrl = {
  readonly at: ScenarioPath;
  readonly text: string;
  readonly query: Readonly<Record<string, Scalar>> | undefined;
  readonly queryAt: ScenarioPath;
};

/** Where a request goes: relative to the file's target, to any host by its whole URL, or where an expression says. */
export function planFlowUrl(context: PlanContext, { at, text, query, queryAt }: WrittenUrl): FlowUrl | null {
  const template = readText(context, at, text);
  const added = queryPieces(context, queryAt, query ?? {});
  if (template === null) return null;
  const [start, ...rest] = template;
  if (start !== undefined && typeof start !== 'string') {
    return expressionUrl(context, at, { text, start, rest, added });
  }
  const marked = markedUrl(context, at, text, template);
  if (marked === null) return null;
  const { url, marks } = marked;
  if (!marks.every((mark) => (url.pathname + url.search).includes(mark))) {
    const message = `an expression of "${text}" would not be sent`;
    const hint = 'a fragment (#…) is never sent, and /../ takes away what is before it';
    return context.problems.refuse(at, message, hint);
  }
  return {
    url: isRelative(text) ? `${url.origin}${context.targets.prefix}${text}` : text,
    target: context.targets.indexOf(url),
    path: withQuery(pathPieces(marked, template), url.search !== '', added),
    host: url.host,
  };
}

type ExpressionUrl = {
  readonly text: string;
  readonly start: Expression;
  readonly rest: Template;
  readonly added: Pieces;
};

/** It begins with an expression, such as a link that was captured: the rest is normalised when it is known. */
function expressionUrl(
  context: PlanContext,
  at: ScenarioPath,
  { text, start, rest, added }: ExpressionUrl,
): FlowUrl | null {
  const { targets, problems } = context;
  const [first] = targets.targets;
  const url = targets.base ?? (first === undefined ? null : new URL(first.origin));
  if (url === null) return refuseWithoutTarget(context, at, text);
  const hasQuery = rest.some((piece) => typeof piece === 'string' && piece.includes('?'));
  if (added.length > 0 && !hasQuery) {
    const message = `whether "${text}" has a query isn't known before, so \`query\` can't be added`;
    return problems.refuse(at, message, 'write the query into the URL: "{{ link }}?page=2"');
  }
  const path: Pieces = [{ expression: start, encoding: 'url' }, ...toPieces(rest, 'component')];
  return { url: text, target: targets.indexOf(url), path: withQuery(path, hasQuery, added), host: url.host };
}

function pathPieces({ url, marks }: MarkedUrl, template: Template): Pieces {
  const holes = template.filter((piece) => typeof piece !== 'string');
  const pieces: (string | Hole)[] = [];
  let rest = url.pathname + url.search;
  for (const [index, mark] of marks.entries()) {
    const at = rest.indexOf(mark);
    const expression = holes[index];
    pieces.push(rest.slice(0, at));
    if (expression !== undefined) pieces.push({ expression, encoding: 'component' });
    rest = rest.slice(at + mark.length);
  }
  return joinPieces([...pieces, rest]);
}

function withQuery(path: Pieces, hasQuery: boolean, added: Pieces): Pieces {
  return added.length === 0 ? path : joinPieces([...path, hasQuery ? '&' : '?', ...added]);
}

function queryPieces(
  context: PlanContext,
  at: ScenarioPath,
  query: Readonly<Record<string, Scalar>>,
): Pieces {
  const pairs = Object.entries(query).map(([name, value], index): Pieces => {
    const template = readText(context, [...at, name], String(value)) ?? [];
    const before = `${index === 0 ? '' : '&'}${percentEncoded(name)}=`;
    return [before, ...toPieces(template, 'component', percentEncoded)];
  });
  return joinPieces(pairs.flat());
}
