import { percentEncoded } from './http-url.ts';
import type { CurlOption } from './curl-options.ts';
import type { ImportedBody, ImportedHeader, ImportedPart } from './imported.ts';
import type { Notes } from './notes.ts';

type CurlBody = {
  readonly method: 'POST' | 'PUT';
  readonly body: ImportedBody;
  /** What curl sends with it, unless the command has its own. */
  readonly headers: readonly ImportedHeader[];
};

/** What the options of one request send; null for no body. */
export function curlBody(options: readonly CurlOption[], at: string, notes: Notes): CurlBody | null {
  const parts = options.filter(({ name, value }) => /^form(?:-string)?$/.test(name) && value !== null);
  if (parts.length > 0) {
    return {
      method: 'POST',
      body: { kind: 'multipart', parts: parts.flatMap((part) => readPart(part, at, notes)) },
      headers: [],
    };
  }
  const upload = options.findLast(({ name }) => name === 'upload-file')?.value ?? null;
  if (upload !== null) return { method: 'PUT', body: { kind: 'file', path: upload }, headers: [] };
  return dataBody(options, at, notes);
}

function dataBody(options: readonly CurlOption[], at: string, notes: Notes): CurlBody | null {
  const data = options.filter(({ name, value }) => value !== null && /^(?:json|data(?:-\w+)?)$/.test(name));
  if (data.length === 0) return null;
  const isJson = data.some(({ name }) => name === 'json');
  const headers: ImportedHeader[] = isJson
    ? [
        ['content-type', 'application/json'],
        ['accept', 'application/json'],
      ]
    : [['content-type', 'application/x-www-form-urlencoded']];
  const file = data.find(({ name, value }) => isFile(name, value ?? ''));
  if (file !== undefined) {
    const isAlone = data.length === 1;
    if (!isAlone) notes.add('a body of several pieces with a file among them became the file alone', at);
    const isSentAsItIs = file.name === 'data-binary';
    if (!isSentAsItIs) notes.add('curl takes line breaks out of the file, here it is sent as it is', at);
    return { method: 'POST', body: { kind: 'file', path: (file.value ?? '').slice(1) }, headers };
  }
  const pieces = data.map(({ name, value }) =>
    name === 'data-urlencode' ? urlEncoded(value ?? '') : (value ?? ''),
  );
  return { method: 'POST', body: { kind: 'text', text: pieces.join(isJson ? '' : '&') }, headers };
}

function isFile(option: string, value: string): boolean {
  return value.startsWith('@') && option !== 'data-raw' && option !== 'data-urlencode';
}

/** `name=content`, `=content` and `content`: the content is encoded. */
function urlEncoded(value: string): string {
  const equals = value.indexOf('=');
  const [name, content] = equals < 0 ? ['', value] : [value.slice(0, equals), value.slice(equals + 1)];
  const encoded = content.replaceAll(/[^\w.~\uE000-\uE003-]/gu, percentEncoded);
  return name === '' ? encoded : `${name}=${encoded}`;
}

/** `name=text`, `name=@file;type=image/png`, `name=<file`. */
function readPart({ name: option, value }: CurlOption, at: string, notes: Notes): ImportedPart[] {
  const [, name, content = ''] = /^([^=]+)=([^]*)$/.exec(value ?? '') ?? [];
  if (name === undefined) {
    notes.add('a part of a form without a name was left out', at);
    return [];
  }
  if (option === 'form-string' || !/^[@<]/.test(content)) {
    const text = option === 'form-string' ? content : content.replace(/;type=[^;]*$/, '');
    return [{ name, content: { text } }];
  }
  const [path = '', ...settings] = content.slice(1).split(';');
  const type = settings
    .map((setting) => /^\s*type=(.+)$/.exec(setting)?.[1])
    .find((found) => found !== undefined);
  return [{ name, content: { file: path.replaceAll(/^"|"$/g, ''), type: type ?? null } }];
}
