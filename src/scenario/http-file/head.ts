import type { Line } from './section.ts';

/** Request line and headers. */
export type Head = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

type HeadReading = {
  /** null when it can't be read. */
  readonly head: Head | null;
  readonly bodyLines: readonly Line[];
};

type Fill = (text: string, line: Line) => string;
type OnWrong = (line: Line, message: string) => void;

/** Reads from the request line to the empty line before the body. */
export function readHead(lines: readonly Line[], fill: Fill, onWrong: OnWrong): HeadReading {
  const end = lines.findIndex(({ text }) => text.trim() === '');
  const own = end < 0 ? lines : lines.slice(0, end);
  const bodyLines = end < 0 ? [] : lines.slice(end);
  const [first, ...rest] = own;
  if (first === undefined) return { head: null, bodyLines };
  // A long query may go on in the next lines.
  const afterUrl = rest.findIndex(({ text }) => !/^\s*[?&]/.test(text) && !/^\s+\S/.test(text));
  const more = afterUrl < 0 ? rest : rest.slice(0, afterUrl);
  const request = readRequestLine(first, more, fill, onWrong);
  const headers = rest.slice(more.length).flatMap((line) => readHeader(line, fill, onWrong));
  return { head: request === null ? null : { ...request, headers }, bodyLines };
}

function readRequestLine(
  first: Line,
  more: readonly Line[],
  fill: Fill,
  onWrong: OnWrong,
): Pick<Head, 'method' | 'url'> | null {
  const [, method = 'GET', start = '', version] =
    /^(?:([A-Za-z]+)\s+)?(\S.*?)(?:\s+(HTTP\/\S+))?\s*$/.exec(first.text) ?? [];
  const url = [start, ...more.map(({ text }) => text.trim())].join('');
  const wrong = requestLineProblem(method, url, version);
  const filled = fill(url, first);
  const hasScheme = /^https?:\/\//i.test(filled);
  if (wrong === null && hasScheme) return { method: method.toUpperCase(), url: filled };
  onWrong(first, wrong ?? `"${filled}" doesn't begin with http:// or https://`);
  return null;
}

const onlyHttp1 = 'requests are HTTP/1.1';

function requestLineProblem(method: string, url: string, version: string | undefined): string | null {
  if (['GRAPHQL', 'WEBSOCKET', 'GRPC', 'SSE', 'MQTT'].includes(method.toUpperCase())) {
    return `${method} is not supported: ${onlyHttp1}`;
  }
  if (version !== undefined && version !== 'HTTP/1.1') return `${version} is not supported: ${onlyHttp1}`;
  if (/\s/.test(url.replaceAll(/\{\{[^{}]*\}\}/g, ''))) return `"${url}" holds a space: write %20`;
  return null;
}

function readHeader(line: Line, fill: Fill, onWrong: OnWrong): (readonly [string, string])[] {
  const text = line.text.trim();
  if (text.startsWith('#') || text.startsWith('//')) return [];
  const colon = text.indexOf(':');
  if (!/^[^\s:"'{}()<>[\]]+\s*:/.test(text)) {
    onWrong(line, `"${text}" is not a header such as Accept: text/html; a body follows an empty line`);
    return [];
  }
  const name = text.slice(0, colon).trim();
  const value = fill(text.slice(colon + 1).trim(), line);
  return [[name, name.toLowerCase() === 'authorization' ? authorization(value, line, onWrong) : value]];
}

/** `Basic user password` is encoded, as editors do. */
function authorization(value: string, line: Line, onWrong: OnWrong): string {
  const [scheme = ''] = value.split(' ', 1);
  if (/^(?:Digest|AWS)$/i.test(scheme)) onWrong(line, `${scheme} needs more than a header: not supported`);
  const [, user, password] = /^Basic\s+([^\s:]+)(?:\s+|:)(\S.*)$/i.exec(value) ?? [];
  if (user === undefined || password === undefined) return value;
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
