import type { Problem } from '../base/errors.ts';
import type { ScenarioUrl } from '../scenario/scenario.ts';
import { parseUrlEntry, type UrlReading } from '../scenario/url-list.ts';

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);

/**
 * The URLs among the words of a command line: `[METHOD] URL [weight=N]`, as several words or quoted as one. Where it
 * must be the only one, a URL may leave out its scheme. Elsewhere a stray word would become a host.
 */
export function readUrlWords(words: readonly string[], isOnlySource: boolean): UrlReading {
  const entries = groupWords(words);
  const [only] = entries;
  if (isOnlySource && entries.length === 1 && only !== undefined && !/\s/.test(only.trim())) {
    return { urls: [{ url: only }], problems: [] };
  }
  const urls: ScenarioUrl[] = [];
  const problems: Problem[] = [];
  for (const text of entries) {
    const entry = parseUrlEntry(text);
    if (entry.ok) urls.push(entry.value);
    else problems.push({ message: entry.message, hint: 'quote values that hold spaces' });
  }
  return { urls, problems };
}

/** Puts a method before the URL that follows it, and a weight behind the one before it. */
function groupWords(words: readonly string[]): string[] {
  const entries: string[] = [];
  let before = '';
  for (const word of words) {
    if (methods.has(word)) {
      before += `${word} `;
    } else if (word.startsWith('weight=') && entries.length > 0) {
      entries.push(`${entries.pop() ?? ''} ${word}`);
    } else {
      entries.push(before + word);
      before = '';
    }
  }
  return before === '' ? entries : [...entries, before];
}
