import { assertNever } from '../base/assert.ts';
import { formatBytes, formatCount, formatDuration, formatLatency } from './format.ts';
import { indentJson } from './indent-json.ts';
import type { Palette } from './palette.ts';

/** What one virtual user did, in order: plain data, nothing left out or hidden yet. */
export type TraceEntry =
  | { readonly kind: 'begin'; readonly what: 'session' | 'iteration'; readonly flow: string }
  | { readonly kind: 'row'; readonly source: string; readonly row: string }
  | {
      readonly kind: 'request';
      readonly name: string;
      readonly method: string;
      readonly url: string;
      readonly headers: readonly string[];
      readonly body: TraceBody;
    }
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly statusText: string;
      readonly ok: boolean;
      readonly serviceTimeMs: number;
      readonly headers: readonly string[];
      readonly body: TraceBody;
    }
  | { readonly kind: 'no-response'; readonly why: string }
  | { readonly kind: 'check'; readonly label: string; readonly passed: boolean; readonly got: string }
  | { readonly kind: 'capture'; readonly name: string; readonly value: string }
  | { readonly kind: 'think'; readonly ms: number }
  | { readonly kind: 'skipped'; readonly step: string; readonly condition: string }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string }
  | { readonly kind: 'end' };

/** `text` is null where the bytes are none; `isCut`: there is more than that. */
export type TraceBody = { readonly text: string | null; readonly bytes: number; readonly isCut: boolean };

export type TraceOptions = {
  readonly palette: Palette;
  /** Takes out what nobody may see. */
  readonly redact: (text: string) => string;
};

const mostBodyLines = 40;
const mostBodyLength = 100_000;
const mostLineLength = 400;
const mostValueLength = 200;

/** Every request and response of a user as a person reads them. */
export function traceText(entries: readonly TraceEntry[], options: TraceOptions): string {
  const lines = entries.flatMap((entry) => linesOf(entry, options));
  const spaced = lines.filter((line, index) => line !== '' || (lines[index - 1] ?? '') !== '');
  return `${spaced.join('\n').trimEnd()}\n`;
}

function linesOf(entry: TraceEntry, { palette, redact }: TraceOptions): readonly string[] {
  const { bold, dim, red } = palette;
  const shown = (text: string): string => clipped(printable(redact(text)), mostLineLength);
  const value = (text: string): string => clipped(printable(redact(text)), mostValueLength);
  switch (entry.kind) {
    case 'begin':
      return ['', bold(shown(entry.flow === '' ? entry.what : `${entry.what} of ${entry.flow}`))];
    case 'row':
      return [`  ${dim('row')} ${shown(entry.source)} = ${value(entry.row)}`];
    case 'request':
      return ['', ...requestLines(entry, { palette, redact })];
    case 'response':
      return ['', ...responseLines(entry, { palette, redact })];
    case 'no-response':
      return ['', `  ${red('✗ no response:')} ${shown(entry.why)}`];
    case 'check':
      return [checkLine(entry, { palette, redact })];
    case 'capture':
      return [`    ${dim('captured')} ${shown(entry.name)} = ${value(entry.value)}`];
    case 'think':
      return ['', `  ${dim(`think ${formatDuration(entry.ms)}: left out`)}`];
    case 'skipped':
      return ['', `  ${dim(shown(`${entry.step}: skipped (when ${entry.condition})`))}`];
    case 'function':
      return ['', `  ${dim('function')} ${shown(entry.name)}`];
    case 'failed':
      return ['', `  ${red(`✗ ended early (${entry.reason}):`)} ${shown(entry.message)}`];
    case 'end':
      return [];
    default:
      return assertNever(entry);
  }
}

function requestLines(
  { name, method, url, headers, body }: TraceEntry & { readonly kind: 'request' },
  { palette, redact }: TraceOptions,
): readonly string[] {
  const line = `→ ${method} ${url}`;
  const isTold =
    name === '' ||
    (name.startsWith(`${method} `) && redact(url).endsWith(redact(name).slice(method.length + 1)));
  const named = isTold ? '' : `  ${palette.dim(printable(redact(name)))}`;
  return [
    `  ${palette.bold(clipped(printable(redact(line)), mostLineLength))}${named}`,
    ...messageLines(headers, body, { palette, redact }),
  ];
}

function responseLines(
  { status, statusText, ok, serviceTimeMs, headers, body }: TraceEntry & { readonly kind: 'response' },
  { palette, redact }: TraceOptions,
): readonly string[] {
  const paint = ok ? palette.green : palette.red;
  const facts = `· ${formatLatency(serviceTimeMs * 1000)} · ${formatBytes(body.bytes)}`;
  return [
    `  ${paint(printable(`← ${status} ${redact(statusText)}`.trimEnd()))} ${palette.dim(facts)}`,
    ...messageLines(headers, body, { palette, redact }),
  ];
}

function checkLine(
  { label, passed, got }: TraceEntry & { readonly kind: 'check' },
  { palette, redact }: TraceOptions,
): string {
  const text = clipped(printable(redact(label)), mostLineLength);
  if (passed) return `    ${palette.green('✓')} ${text}`;
  const sample = clipped(printable(redact(got)), mostValueLength);
  return `    ${palette.red('✗')} ${text}${sample === '' ? '' : `: got ${sample}`}`;
}

function messageLines(
  headers: readonly string[],
  body: TraceBody,
  { palette, redact }: TraceOptions,
): readonly string[] {
  const heads = headers.map((line) => `    ${palette.dim(clipped(printable(redact(line)), mostLineLength))}`);
  const lines = bodyLines(body, redact);
  return lines.length === 0 ? heads : [...heads, '', ...lines.map((line) => `    ${line}`.trimEnd()), ''];
}

function bodyLines({ text, bytes, isCut }: TraceBody, redact: TraceOptions['redact']): readonly string[] {
  if (bytes === 0) return [];
  if (text === null) return [`${formatBytes(bytes)} that are no text`];
  const readable = redact(text).slice(0, mostBodyLength);
  const lines = (indentJson(readable) ?? readable).split(/\r?\n/);
  const shown = lines.slice(0, mostBodyLines).map((line) => clipped(printable(line), mostLineLength));
  if (lines.length > mostBodyLines) shown.push(`… ${formatCount(lines.length - mostBodyLines)} more lines`);
  else if (isCut) shown.push('… there is more than captureLimit');
  return shown;
}

/** Terminals obey some characters, and others hide text: they are written as escapes. */
function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu,
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const escapes: Readonly<Record<string, string>> = {
  '\t': '  ',
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
};

function clipped(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
