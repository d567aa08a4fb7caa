import { DOMParser } from '@xmldom/xmldom';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/base/fit.ts';
import { annotationLine, withoutCommands } from '../../src/report/workflow-commands.ts';
import { hostileText, hostileTexts } from '../support/hostile-report.ts';
import { commandsIn } from '../support/runner-commands.ts';

it('is one line that the runner reads back as it was meant', () => {
  fc.assert(
    fc.property(hostileText, hostileText, hostileText, (title, file, message) => {
      const line = annotationLine('error', { title, file: `a/${file}`, line: 7 }, message);
      expect(line.match(/[\r\n]/g)).toEqual(['\n']);
      expect(commandsIn(line)).toEqual([
        {
          name: 'error',
          properties: { file: `a/${file}`, line: '7', title: printable(title) },
          data: printable(message),
        },
      ]);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['50 % of a: b, c', 'title=50 %25 of a%3A b%2C c::50 %25 of a: b, c'],
  ['a\r\nb', 'title=a b::a b'],
])('escapes %j as %s', (text, escaped) => {
  expect(annotationLine('notice', { title: text }, text)).toBe(`::notice ${escaped}\n`);
});

describe('a log without commands', () => {
  it.each([
    ['::error::a', ': :error::a'],
    ['  \t::error::a', '  \t: :error::a'],
    ['a ::error::b', 'a ::error::b'],
    ['one\n::error::a\r::add-mask::b', 'one\n: :error::a\r: :add-mask::b'],
    ['\u0085\u3000::debug::a', '\u0085\u3000: :debug::a'],
    ['x ##[error]a ##[group]b', 'x ## [error]a ## [group]b'],
    ['###[error]a', '### [error]a'],
    [':::error::', ': ::error::'],
    ['a: b :: c', 'a: b :: c'],
  ])('of %j is %j', (text, harmless) => {
    expect(withoutCommands(text, 'plain')).toBe(harmless);
  });

  const log = fc
    .array(fc.oneof(hostileText, fc.constantFrom('\n', '\r', ' ', ':', '::', '#', '##[', 'error', ']')), {
      maxLength: 12,
    })
    .map((parts) => parts.join(''));

  it('has none, whatever a target wrote', () => {
    fc.assert(
      fc.property(log, (text) => {
        expect(commandsIn(withoutCommands(text, 'plain'))).toEqual([]);
        expect(withoutCommands(text, 'plain').replaceAll(/[: #]/g, '')).toBe(text.replaceAll(/[: #]/g, ''));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same JSON', () => {
    fc.assert(
      fc.property(fc.array(log), (texts) => {
        const harmless = withoutCommands(JSON.stringify(texts, null, 2), 'json');
        expect(commandsIn(harmless)).toEqual([]);
        expect(JSON.parse(harmless)).toEqual(texts);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same XML', () => {
    for (const text of hostileTexts.map(printable)) {
      const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
      const xml = `<a b="${safe}">\n${safe}</a>`;
      const harmless = withoutCommands(xml, 'xml');
      expect(commandsIn(harmless)).toEqual([]);
      const [before, after] = [xml, harmless].map(
        (each) => new DOMParser().parseFromString(each, 'text/xml').documentElement,
      );
      expect(after?.textContent).toBe(before?.textContent);
      expect(after?.getAttribute('b')).toBe(before?.getAttribute('b'));
    }
  });
});
