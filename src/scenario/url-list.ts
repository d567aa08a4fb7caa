import type { Problem } from '../base/errors.ts';
import { type Parsed, parseCount } from '../base/units.ts';
import type { ScenarioUrl } from './scenario.ts';

/** What a text of several requests holds. */
export type UrlReading = { readonly urls: readonly ScenarioUrl[]; readonly problems: readonly Problem[] };

/** A wrong file shouldn't fill the screen. */
const mostProblems = 20;
/** Each takes about a kilobyte in every worker. */
export const mostUrls = 200_000;

/** `[METHOD] URL [weight=N]`: one of several URLs, which must say its scheme. */
export function parseUrlEntry(text: string): Parsed<ScenarioUrl> {
  const [, method, url = '', weightText] =
    /^(?:([A-Z]+)\s+)?(.*?)(?:\s+weight=(\S*))?$/.exec(text.trim()) ?? [];
  if (!/^https?:\/\//i.test(url)) return { ok: false, message: schemeProblem(url) };
  if (/\s/.test(url)) {
    return {
      ok: false,
      message: `"${url}" holds a space: write %20, or one URL a line as [METHOD] URL [weight=N]`,
    };
  }
  const weight = weightText === undefined ? null : parseCount(weightText);
  if (weight?.ok === false || weight?.value === 0) {
    return { ok: false, message: `weight=${weightText} is not a whole number from 1` };
  }
  return {
    ok: true,
    value: {
      url,
      ...(method === undefined ? {} : { method }),
      ...(weight === null ? {} : { weight: weight.value }),
    },
  };
}

/** One URL a line; blank lines and those that begin with # are comments. `name` is the file, for problems. */
export function parseUrlList(text: string, name: string): UrlReading {
  const urls: ScenarioUrl[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const at = `${name}:${index + 1}`;
    const entry = parseUrlEntry(line);
    if (entry.ok) urls.push({ ...entry.value, at });
    else problems.push({ message: `${at}: ${entry.message}` });
  }
  if (urls.length + problems.length === 0) {
    problems.push({
      message: `${name} holds no URL`,
      hint: 'write one a line, such as http://127.0.0.1:8080/',
    });
  }
  if (urls.length > mostUrls) {
    const message = `${name} holds ${urls.length} URLs; ${mostUrls} are the most`;
    problems.push({ message, hint: 'a pattern such as /item/{i:1..1000000} takes the place of many' });
  }
  return { urls: urls.slice(0, mostUrls), problems: bounded(problems, name) };
}

function schemeProblem(url: string): string {
  if (url === '') return 'there is no URL';
  const start = url.length > 60 ? `${url.slice(0, 60)}…` : url;
  return `"${start}" doesn't begin with http:// or https://`;
}

function bounded(problems: readonly Problem[], name: string): readonly Problem[] {
  if (problems.length <= mostProblems) return problems;
  const message = `and ${problems.length - mostProblems} more problems in ${name}`;
  return [...problems.slice(0, mostProblems), { message }];
}
