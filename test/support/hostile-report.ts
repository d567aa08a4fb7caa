import * as fc from 'fast-check';
import type { Report } from '../../src/report/registry.ts';

/** What could end a string, a line, a tag, a label, a fence or a command of the formats that we write. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  'a\n::error::b',
  '::stop-commands::x',
  '\r::add-mask::a\r\n ::set-env name=PATH::b',
  '\u0085::warning::b',
  '\u3000::notice file=a,line=1::b',
  '##[error]a ##[add-mask]b',
  '%0A::error::a%250A%25',
  ']]><!-- --></failure></testcase><testcase name="x">',
  '<script>alert(1)</script><img src=x onerror=a>',
  '&lt;&#0;&amp;&undefined;',
  '"\' onload="a',
  '\u0000\u0001\u0008\u000b\u000c\u001b[31m\u007f\u009b',
  '\ud800 \udfff \ufffe\uffff',
  '\u202e\u200b\ufeff\u2028\u2029',
  '| a | b\n| - | -\n`code` ``` **x** [a](http://b) @c #1',
  '"} 1\ninrush_evil{x="\\',
  '\\u0000\\n\\',
  '__proto__',
  '😀'.repeat(3),
  'x'.repeat(3000),
];

/** One of those, something made of their pieces, or any text at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.array(fc.constantFrom(...hostileTexts), { maxLength: 3 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Keys whose values are words of ours, which a reader of stored results checks. */
const ownWords: ReadonlySet<string> = new Set([
  'kind',
  'state',
  'level',
  'verdict',
  'model',
  'engine',
  'arrival',
  'pacing',
  'holds',
  'effectKind',
  'order',
  'series',
  'histogram',
  'unit',
  'cause',
  'source',
  'length',
]);

/** The same report with every free text in it replaced, by turns; `texts` has one at least. */
export function poisonedReport<R extends Report>(report: R, texts: readonly string[]): R {
  const copy = structuredClone(report);
  let turn = 0;
  const visit = (node: object): void => {
    for (const [key, inner] of Object.entries(node) as [string, unknown][]) {
      if (typeof inner === 'object' && inner !== null) visit(inner);
      if (typeof inner !== 'string' || ownWords.has(key)) continue;
      Reflect.set(node, key, texts[turn % texts.length]);
      turn++;
    }
  };
  visit(copy);
  return copy;
}
