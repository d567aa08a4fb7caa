import type { Problem } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import type { PathPart } from './request.ts';

/** What a pattern stands for, how it was written, and at which column, from 1. */
export type UrlPattern = {
  readonly part: PathPart;
  readonly source: string;
  readonly column: number;
};

/** `texts` stand around the `patterns`: there is one more of them. Literal braces are percent-encoded in them. */
export type SplitUrl = {
  readonly texts: readonly string[];
  readonly patterns: readonly UrlPattern[];
  readonly problems: readonly Problem[];
};

const allPatterns =
  'patterns are {i}, {i:1..500}, {random:1..9} and {uuid}; a brace itself is written {{ or }}';

/**
 * Takes a URL apart at its patterns. `{i}` counts from 1, `{i:1..500}` counts through a range again and again,
 * `{i:5..}` from a number on, `{random:1..9}` is any whole number of a range, `{uuid}` a random UUID. Leading zeros
 * of a range's start are kept: `{i:001..500}`. `{{` and `}}` are braces.
 */
export function splitUrl(url: string): SplitUrl {
  if (!/[{}]/.test(url)) return { texts: [url], patterns: [], problems: [] };
  const texts = [''];
  const patterns: UrlPattern[] = [];
  const problems: Problem[] = [];
  for (const { 0: token, index } of url.matchAll(/\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g)) {
    const column = index + 1;
    if (token === '{' || token === '}') {
      const message = `"${url}": the ${token} at column ${column} has no other half`;
      problems.push({ message, hint: allPatterns });
    } else if (token.startsWith('{') && token !== '{{') {
      const pattern = parsePattern(token.slice(1, -1));
      if (pattern.ok) {
        patterns.push({ part: pattern.part, source: token, column });
        texts.push('');
      } else {
        const message = `"${url}": ${token} at column ${column} ${pattern.wrong}`;
        problems.push({ message, hint: pattern.hint });
      }
    } else {
      texts.push(`${texts.pop() ?? ''}${braces.get(token) ?? token}`);
    }
  }
  return { texts, patterns, problems };
}

const braces = new Map([
  ['{{', '%7B'],
  ['}}', '%7D'],
]);

type ParsedPattern =
  | { readonly ok: true; readonly part: PathPart }
  | { readonly ok: false; readonly wrong: string; readonly hint: string };

function parsePattern(text: string): ParsedPattern {
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  const range = colon < 0 ? null : text.slice(colon + 1);
  switch (name) {
    case 'i':
      return range === null ? { ok: true, part: counting } : parseRange('counter', range);
    case 'random':
      return parseRange('random', range ?? '');
    case 'uuid':
      return range === null
        ? { ok: true, part: { kind: 'uuid' } }
        : { ok: false, wrong: 'has a range, and a UUID has none', hint: 'write {uuid}' };
    default:
      return { ok: false, wrong: 'is no pattern', hint: hintFor(name) };
  }
}

const counting: PathPart = { kind: 'counter', from: 1, to: Infinity, digits: 1 };

function hintFor(name: string): string {
  const near = suggest(name.trim().toLowerCase(), ['i', 'random', 'uuid']);
  return near === undefined
    ? allPatterns
    : `did you mean {${near === 'random' ? 'random:1..9' : near}}? ${allPatterns}`;
}

/** `1..500`; only a counter may leave the end open. */
function parseRange(kind: 'counter' | 'random', text: string): ParsedPattern {
  const name = kind === 'counter' ? 'i' : kind;
  const [, start, end] = /^(\d+)\.\.(\d*)$/.exec(text) ?? [];
  if (start === undefined || (end === '' && kind === 'random')) {
    return { ok: false, wrong: 'has no range such as 1..500', hint: `write {${name}:1..500}` };
  }
  const from = Number(start);
  const to = end === '' ? Infinity : Number(end);
  const isExact = Number.isSafeInteger(from) && (to === Infinity || Number.isSafeInteger(to));
  if (!isExact) {
    return {
      ok: false,
      wrong: 'has a number that is too large',
      hint: `the largest is ${Number.MAX_SAFE_INTEGER}`,
    };
  }
  if (to < from) {
    return {
      ok: false,
      wrong: 'has an empty range',
      hint: `write the smaller number first: {${name}:${end}..${start}}`,
    };
  }
  return { ok: true, part: { kind, from, to, digits: start.startsWith('0') ? start.length : 1 } };
}
