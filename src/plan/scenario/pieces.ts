import type { Expression, Template } from '../../scenario/expression/expression.ts';
import type { Hole, Pieces } from '../flows-plan.ts';

/** What values go through, and text that is known before with them. */
export type Encoding = Hole['encoding'];

/** A template as what is sent: its text encoded now, its expressions to be encoded as they are filled in. */
export function toPieces(
  template: Template,
  encoding: Encoding,
  encodeText: (text: string) => string = (text) => text,
): Pieces {
  return template.map((piece) =>
    typeof piece === 'string' ? encodeText(piece) : { expression: piece, encoding },
  );
}

/** The text of a template without holes; null of one with some. */
export function constantText(template: Template): string | null {
  const texts = template.filter((piece) => typeof piece === 'string');
  return texts.length === template.length ? texts.join('') : null;
}

/** One after another, without empty text and with neighbouring texts as one. */
export function joinPieces(parts: Pieces): Pieces {
  const joined: (string | Uint8Array | Hole)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part;
    else if (part !== '') joined.push(part);
  }
  return joined;
}

/** As a part of a path or a query; half of a surrogate pair, which has no encoding, is U+FFFD. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
}

/** As a form encodes it, `application/x-www-form-urlencoded`. */
export function formEncoded(text: string): string {
  return new URLSearchParams([[text, '']]).toString().slice(0, -1);
}

/** The inside of a JSON text. */
export function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Text with holes as one expression, whose value is text: it begins with one, so that `+` joins. */
export function asExpression(template: Template): Expression {
  const constant = constantText(template);
  if (constant !== null) return { kind: 'value', value: constant };
  return template.reduce<Expression>(
    (left, piece) => {
      const right = typeof piece === 'string' ? ({ kind: 'value', value: piece } as const) : piece;
      return { kind: 'binary', operator: '+', left, right };
    },
    { kind: 'value', value: '' },
  );
}
