import * as fc from 'fast-check';
import { fraction } from './random-responses.ts';

type Damage = { readonly place: number; readonly removed: number; readonly inserted: string };

/** What parsers stumble over, and what turns one framing into another. */
export const fragments: readonly string[] = [
  ...Array.from('\r\n\t :;,0159afx-\0\x7f\xff'),
  '\r\n',
  '\r\n\r\n',
  '\n\n',
  '0\r\n\r\n',
  'HTTP/1.1 ',
  'HTTP/1.1 204 \r\n\r\n',
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Connection: close\r\n',
  'fffffffff',
];

const inserted = fc.oneof(
  fc.constant(''),
  fc.constantFrom(...fragments),
  fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
);

const damage: fc.Arbitrary<Damage> = fc.record({
  place: fraction,
  removed: fc.constantFrom(0, 0, 1, 1, 2, 10),
  inserted,
});

/** The text with a few bytes changed, inserted or removed. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.array(damage, { minLength: 1, maxLength: 4 }))
    .map(([whole, damages]) => damages.reduce(apply, whole));
}

function apply(text: string, { place, removed, inserted: added }: Damage): string {
  const at = Math.round(place * text.length);
  return text.slice(0, at) + added + text.slice(at + removed);
}
