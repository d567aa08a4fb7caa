import type { Expression, Template } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import type { Reads, TextProblem } from './reading.ts';

const longestHole = 2000;

/** `template` holds what could be read; it is of use where `problems` is empty. Offsets count from the text's start. */
export type TemplateReading = Reads & {
  readonly template: Template;
  readonly problems: readonly TextProblem[];
};

/**
 * Reads text with expressions in `{{ }}`. A literal `{{` is written `\{{`; a backslash before a hole is `\\{{`. No piece
 * of text is empty, and neighbours are never both text.
 */
export function parseTemplate(text: string): TemplateReading {
  const template: (string | Expression)[] = [];
  const problems: TextProblem[] = [];
  const variables: Reads['variables'][number][] = [];
  const env: Reads['env'][number][] = [];
  let literal = '';
  let at = 0;
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', at)) {
    const { written, isEscaped } = unescapedEnd(text.slice(at, open));
    literal += written;
    if (isEscaped) {
      literal += '{{';
      at = open + 2;
      continue;
    }
    const start = open + 2;
    const end = holeEnd(text, start);
    if (end < 0) {
      const hint = String.raw`close it with }}, or write \{{ for a literal {{`;
      problems.push({ offset: open, message: '{{ is never closed', hint });
      return { template: withText(template, literal), problems, variables, env };
    }
    const reading = parseExpression(text.slice(start, end));
    if (literal !== '' && reading.expression !== null) template.push(literal);
    if (reading.expression !== null) template.push(reading.expression);
    literal = reading.expression === null ? literal : '';
    problems.push(...reading.problems.map((problem) => moved(problem, start)));
    variables.push(
      ...reading.variables.map((read) => ({ ...moved(read, start), key: movedKey(read.key, start) })),
    );
    env.push(...reading.env.map((read) => moved(read, start)));
    at = end + 2;
  }
  return { template: withText(template, literal + text.slice(at)), problems, variables, env };
}

/** The expression where the text is nothing else, so that its value keeps its type; null otherwise. */
export function onlyExpression(template: Template): Expression | null {
  const [first] = template;
  return template.length === 1 && first !== undefined && typeof first !== 'string' ? first : null;
}

/** Where the `}}` of a hole stands; one inside a quoted text ends nothing, unless the text isn't closed. -1 without. */
function holeEnd(text: string, start: number): number {
  let quote = '';
  const stop = Math.min(text.length, start + longestHole);
  for (let at = start; at < stop; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '}' && text.charAt(at + 1) === '}') return at;
  }
  return text.indexOf('}}', start);
}

/** Text before a `{{`: of its backslashes at the end each pair is one, and an odd one makes the braces literal. */
function unescapedEnd(text: string): { written: string; isEscaped: boolean } {
  let backslashes = 0;
  while (text.charAt(text.length - 1 - backslashes) === '\\') backslashes++;
  const kept = text.length - Math.ceil(backslashes / 2);
  return { written: text.slice(0, kept), isEscaped: backslashes % 2 === 1 };
}

function withText(template: readonly (string | Expression)[], text: string): Template {
  return text === '' ? template : [...template, text];
}

function moved<T extends { readonly offset: number }>(thing: T, by: number): T {
  return { ...thing, offset: thing.offset + by };
}

function movedKey<T extends { readonly offset: number }>(key: T | null, by: number): T | null {
  return key === null ? null : moved(key, by);
}
