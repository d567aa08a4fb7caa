import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { ProblemList } from './problem-list.ts';

/** A whole URL that requests may go to; null where it is none, and told. `shown` is `text` as it was written. */
export function httpUrl(
  problems: ProblemList,
  at: ScenarioPath,
  text: string,
  shown: string = text,
): URL | null {
  if (!URL.canParse(text)) {
    return problems.refuse(at, `"${shown}" is not a URL`, 'give one such as http://127.0.0.1:8080');
  }
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return problems.refuse(at, `"${shown}" has the scheme ${url.protocol}//`, 'use http:// or https://');
  }
  if (url.port === '0') return problems.refuse(at, `"${shown}" has port 0`, 'use a port from 1 to 65535');
  if (url.username !== '' || url.password !== '') {
    const message = 'the URL holds a user name or password, which are not sent';
    return problems.refuse(at, message, 'use auth: { basic: { username: …, password: … } }');
  }
  return url;
}

/**
 * The target of a file: its path is what all relative URLs begin with. A scheme that is left out is `http://`, which
 * `notes` says.
 */
export function targetUrl(
  problems: ProblemList,
  at: ScenarioPath,
  { text, notes }: { readonly text: string; readonly notes: Set<string> },
): URL | null {
  if (text.includes('{{')) {
    const hint = 'use a variable of the environment for one that changes from run to run';
    return problems.refuse(at, 'the target is the same for all requests: it takes no expressions', hint);
  }
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const url = httpUrl(problems, at, hasScheme ? text : `http://${text}`, text);
  if (url === null) return null;
  if (!hasScheme) notes.add(`no scheme in the target "${text}": http:// assumed`);
  if (url.search === '' && !text.includes('#')) return url;
  return problems.refuse(at, 'the target has a query or a fragment', 'put them into the URLs of the steps');
}
