// Hot path: what it answers runs for every response that a regular expression looks at.
import { RE2JS } from 're2js';
import { describeCause, type Problem } from '../../base/errors.ts';
import { translateRegex } from './translate-regex.ts';

/** A regular expression that takes no longer than the text is long, whatever it is and whatever the text. */
export interface Regex {
  test(text: string): boolean;
  /** The first group of the first match, or all of it where there are no groups; null without a match. */
  first(text: string): string | null;
  /** Of every match, as `first`; 1,000 of them at most. */
  all(text: string): readonly string[];
}

const mostMatches = 1000;
/** The square of it is 17 million steps, which is 20 ms. */
const longestForNative = 4096;

/**
 * Of JavaScript's regular expressions, without what can't be done in linear time: looking ahead or behind, and
 * back-references. Runs on RE2; on JavaScript's own engine, 10 to 100 times faster, where that can't take long either.
 * Throws a `SyntaxError`.
 */
export function compileRegex(pattern: string): Regex {
  const native = new RegExp(pattern, 'u');
  const { source, isSimple } = translateRegex(pattern);
  const linear = compileLinear(pattern, source);
  const isShort = (text: string): boolean => isSimple && text.length <= longestForNative;
  return {
    test: (text) => (isShort(text) ? native.test(text) : linear.matcher(text).find()),
    first: (text) => {
      if (!isShort(text)) return linearFirst(linear, text);
      const match = native.exec(text);
      return match === null ? null : ((match.length > 1 ? match[1] : match[0]) ?? null);
    },
    all: (text) => linearMatches(linear, text),
  };
}

/** What is wrong with a regular expression of a scenario; null when it can be used. */
export function regexProblem(pattern: string): Problem | null {
  try {
    compileRegex(pattern);
    return null;
  } catch (error) {
    const isForbidden = error instanceof SyntaxError && error.cause !== undefined;
    const hint = isForbidden
      ? 'match what stands around it too, and take a (group) of it'
      : 'write it as in JavaScript, without the slashes around it';
    return { message: describeCause(error), hint };
  }
}

function compileLinear(pattern: string, source: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch (cause) {
    const what = /\(\?<?[=!]/.test(pattern) ? 'it looks ahead or behind' : describeCause(cause);
    const message = `/${pattern}/ could take for ever and isn't supported: ${what}`;
    throw new SyntaxError(message, { cause });
  }
}

function linearFirst(linear: RE2JS, text: string): string | null {
  const matcher = linear.matcher(text);
  return matcher.find() ? matcher.group(groupOf(matcher)) : null;
}

function linearMatches(linear: RE2JS, text: string): readonly string[] {
  const matcher = linear.matcher(text);
  const group = groupOf(matcher);
  const found: string[] = [];
  for (let count = 0; count < mostMatches && matcher.find(); count++) {
    const value = matcher.group(group);
    if (value !== null) found.push(value);
  }
  return found;
}

function groupOf(matcher: { groupCount(): number }): 0 | 1 {
  return matcher.groupCount() > 0 ? 1 : 0;
}
