// Hot path: what it answers runs for every hole of every request.
import { assertNever } from '../../base/assert.ts';
import type { Hole } from '../../plan/flows-plan.ts';
import { expressionText } from '../../scenario/expression/expression-text.ts';
import { compile } from '../expression/compile.ts';
import { jsonText, valueText } from '../expression/value-text.ts';
import { FlowError, type Scope } from '../scope.ts';

/** The text of a hole, or of text with holes, in one iteration. Throws a {@link FlowError} where a value has none. */
export type WriteText = (scope: Scope) => string;

/** Where a text stands decides what it may hold, whatever its encoding. */
export type Place = 'url' | 'path' | 'header' | 'body';

export function compileHole({ expression, encoding }: Hole, place: Place): WriteText {
  const evaluate = compile(expression);
  const source = (): string => expressionText(expression);
  const text: WriteText = (scope) => valueText(evaluate(scope), source);
  if (place === 'url') return text;
  if (place === 'header') return (scope) => fieldOf(text(scope), source);
  // A space or a line break in a path would be the end of it.
  if (place === 'path' && encoding !== 'form') return (scope) => componentOf(text(scope));
  switch (encoding) {
    case 'component':
      return (scope) => componentOf(text(scope));
    case 'form':
      return (scope) => formOf(text(scope));
    case 'json':
      return (scope) => jsonText(evaluate(scope), source);
    case 'json-string':
      return (scope) => JSON.stringify(text(scope)).slice(1, -1);
    case 'text':
    case 'header':
    case 'url':
      return text;
    default:
      return assertNever(encoding);
  }
}

/** As in a path or query: everything but letters, digits and `-_.!~*'()` is percent-encoded as UTF-8. */
function componentOf(text: string): string {
  // Most values need none of it, and a test is cheaper than a copy.
  return plain.test(text) ? text : encodeURIComponent(wellFormed(text));
}

/** As browsers send forms: https://url.spec.whatwg.org/#concept-urlencoded-serializer. */
function formOf(text: string): string {
  if (plain.test(text)) return text;
  return encodeURIComponent(wellFormed(text))
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function fieldOf(text: string, source: () => string): string {
  if (fieldValue.test(text)) return text;
  const why = 'holds a line break, a control character or text beyond Latin-1, which no header can';
  throw new FlowError('expression', `${source()} ${why}`);
}

/** `encodeURIComponent` throws at half a character; UTF-8 has U+FFFD for it. */
function wellFormed(text: string): string {
  return loneSurrogate.test(text) ? Buffer.from(text).toString() : text;
}

const plain = /^[\w\-.]*$/;
const fieldValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
const loneSurrogate = /\p{Surrogate}/u;
