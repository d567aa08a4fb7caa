import type { Problem } from '../base/errors.ts';
import type { PathPart } from '../scenario/request.ts';
import { type SplitUrl, splitUrl } from '../scenario/url-pattern.ts';

/** A URL that may be sent to. */
export type ReadUrl = {
  /** For scheme, host and port; the path holds marks in place of patterns. */
  readonly origin: URL;
  /** Normalised and without fragment, patterns as they were written. */
  readonly shown: string;
  /** Path and query, patterns as they were written. */
  readonly path: string;
  /** Path and query in pieces; null without patterns. */
  readonly pattern: readonly PathPart[] | null;
  /** It had no scheme, and `http://` was put before it. */
  readonly isSchemeAssumed: boolean;
};

type UrlReading =
  | { readonly ok: true; readonly value: ReadUrl }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads a URL and its patterns, which may stand in its path and query only. */
export function readUrl(text: string): UrlReading {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const split = splitUrl(text);
  const marks = marksFor(text, split.patterns.length);
  const marked = split.texts.reduce((before, after, index) => `${before}${marks[index - 1] ?? ''}${after}`);
  const url = parseUrl(hasScheme ? marked : `http://${marked}`);
  const problems = [...split.problems, ...misplaced(text, split)];
  if (problems.length === 0) problems.push(...urlProblems(text, url));
  if (problems.length > 0 || url === null) return { ok: false, problems };
  const path = url.pathname + url.search;
  const lost = split.patterns.filter((_, index) => !path.includes(marks[index] ?? ''));
  if (lost.length > 0) return { ok: false, problems: lost.map((pattern) => unsent(text, pattern)) };
  const asWritten = (withMarks: string): string =>
    split.patterns.reduce((shown, { source }, index) => shown.replace(marks[index] ?? '', source), withMarks);
  const value: ReadUrl = {
    origin: url,
    shown: asWritten(url.href),
    path: asWritten(path),
    pattern: marks.length === 0 ? null : partsOf(path, marks, split),
    isSchemeAssumed: !hasScheme,
  };
  return { ok: true, value };
}

/** One for each pattern: letters and digits that the text doesn't have and that no URL parser changes. */
function marksFor(text: string, count: number): string[] {
  let mark = 'p0x';
  for (let attempt = 1; text.includes(mark); attempt++) mark = `p${attempt}x`;
  return Array.from({ length: count }, (_, index) => `${mark}${index}x`);
}

/** Without the fragment, which is never sent. */
function parseUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.hash !== '' || url.href.endsWith('#')) url.hash = '';
  return url;
}

function partsOf(path: string, marks: readonly string[], { patterns }: SplitUrl): PathPart[] {
  const parts: PathPart[] = [];
  let rest = path;
  for (const [index, mark] of marks.entries()) {
    const at = rest.indexOf(mark);
    const pattern = patterns[index];
    if (at > 0) parts.push({ kind: 'text', text: rest.slice(0, at) });
    if (pattern !== undefined) parts.push(pattern.part);
    rest = rest.slice(at + mark.length);
  }
  if (rest !== '') parts.push({ kind: 'text', text: rest });
  return parts;
}

/** Before the path there is one host for all requests. */
function misplaced(text: string, { patterns }: SplitUrl): Problem[] {
  const [authority = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#\\]*/i.exec(text) ?? [];
  return patterns
    .filter(({ column }) => column <= authority.length)
    .map(({ source, column }) => ({
      message: `"${text}": ${source} at column ${column} is in the host or port, which are always the same`,
      hint: 'patterns go into the path and the query; name several hosts by several URLs',
    }));
}

function unsent(text: string, { source, column }: SplitUrl['patterns'][number]): Problem {
  const message = `"${text}": ${source} at column ${column} would not be sent`;
  return { message, hint: 'a fragment (#…) is never sent, and /../ takes away what is before it' };
}

function urlProblems(text: string, url: URL | null): Problem[] {
  const example = 'such as http://127.0.0.1:8080/path';
  if (url === null) return [{ message: `"${text}" is not a URL`, hint: `give one ${example}` }];
  const problems: Problem[] = [];
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    problems.push({ message: `"${text}" has the scheme ${url.protocol}//`, hint: 'use http:// or https://' });
  }
  if (url.port === '0') {
    problems.push({ message: `"${text}" has port 0`, hint: 'use a port from 1 to 65535' });
  }
  if (url.username !== '' || url.password !== '') {
    problems.push({
      message: `the URL holds a user name or password, which are not sent`,
      hint: "use -H 'Authorization: Basic …'",
    });
  }
  return problems;
}
