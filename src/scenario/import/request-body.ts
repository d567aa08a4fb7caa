import { basename } from 'node:path/posix';
import { forbiddenKeys } from '../file/data-source.ts';
import type { HeadersFile, PartFile, RequestFile } from '../file/scenario-file.ts';
import type { ImportedHeader, ImportedPart, ImportedRequest } from './imported.ts';
import { percentEncoded } from './http-url.ts';
import { isObject, parseJson } from './json-parts.ts';
import { scenarioText } from './marked-text.ts';
import type { Notes } from './notes.ts';
import { secretKind, type SecretVault } from './secret-vault.ts';

type BodyFields = {
  readonly headers: HeadersFile;
  readonly fields: Pick<RequestFile, 'json' | 'body' | 'form' | 'multipart' | 'file'>;
};

const deepestJson = 30;

/** The body in the form that reads best, and the headers without what this form brings itself. */
export function bodyFields(
  { body, at }: Pick<ImportedRequest, 'body' | 'at'>,
  headers: HeadersFile,
  vault: SecretVault,
  notes: Notes,
): BodyFields {
  if (body === null) return { headers, fields: {} };
  switch (body.kind) {
    case 'value':
      return {
        headers: untyped(headers, /^application\/json$/i),
        fields: { json: jsonField(body.value, vault) },
      };
    case 'text':
      return textBody(body.text, headers, vault);
    case 'form':
      return formBody(body.fields, headers, vault);
    case 'multipart': {
      const multipart = Object.fromEntries(partFields(body.parts, at, vault, notes));
      return { headers: untyped(headers, /^multipart\/form-data/i), fields: { multipart } };
    }
    default:
      notes.add(`put the file ${fileBeside(body.path)} beside the scenario`, at);
      return { headers, fields: { file: fileBeside(body.path) } };
  }
}

/** Without the type that the body's form brings itself. */
function untyped(headers: HeadersFile, brought: RegExp): HeadersFile {
  const isBrought = brought.test(String(headers['content-type'] ?? ''));
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'content-type' || !isBrought),
  );
}

function textBody(text: string, headers: HeadersFile, vault: SecretVault): BodyFields {
  const type = String(headers['content-type'] ?? '');
  if (/^application\/(?:[\w.+-]+\+)?json\b/i.test(type)) {
    const value = parseJson(text);
    if (value !== undefined && isFaithful(value, text)) {
      return { headers: untyped(headers, /^application\/json$/i), fields: { json: jsonField(value, vault) } };
    }
  }
  // Whatever is no form, whatever its type says, is sent as it is.
  if (
    /^application\/x-www-form-urlencoded\b/i.test(type) &&
    /^(?:[^\s"<>{}\\=&]+=[^\s"<>{}\\=&]*(?:&|$))+$/.test(text)
  ) {
    return formBody(readForm(text), headers, vault);
  }
  return { headers, fields: { body: scenarioText(withHiddenFields(text, vault)) } };
}

/** Of JSON that couldn't be read as such. */
function withHiddenFields(text: string, vault: SecretVault): string {
  return text.replaceAll(
    /"([\w.-]{1,80})"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g,
    (_all, name: string, colon: string, value: string) => `"${name}"${colon}"${vault.field(name, value)}"`,
  );
}

/** A form whose names come once is written as one; another as the text that it becomes. */
function formBody(fields: readonly ImportedHeader[], headers: HeadersFile, vault: SecretVault): BodyFields {
  const hidden = fields.map(([name, value]) => [name, vault.field(name, value)] as const);
  const names = new Set(fields.map(([name]) => name));
  const isPlain = names.size === fields.length && [...names].every(isPlainName);
  if (isPlain) {
    const form = Object.fromEntries(hidden.map(([name, value]) => [name, scenarioText(value)]));
    return { headers: untyped(headers, /^application\/x-www-form-urlencoded$/i), fields: { form } };
  }
  const encoded = hidden.map(([name, value]) => `${formEncoded(name)}=${formEncoded(value)}`).join('&');
  const type = headers['content-type'] ?? 'application/x-www-form-urlencoded';
  return { headers: { ...headers, 'content-type': type }, fields: { body: scenarioText(encoded) } };
}

function readForm(text: string): ImportedHeader[] {
  return text.split('&').flatMap((pair): ImportedHeader[] => {
    const equals = pair.indexOf('=');
    if (pair === '') return [];
    return equals < 0
      ? [[formDecoded(pair), '']]
      : [[formDecoded(pair.slice(0, equals)), formDecoded(pair.slice(equals + 1))]];
  });
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** All but marks, which are filled in later. */
function formEncoded(text: string): string {
  return text.replaceAll(/[^\w.*\uE000-\uE003-]/gu, (letter) =>
    letter === ' ' ? '+' : percentEncoded(letter),
  );
}

function* partFields(
  parts: readonly ImportedPart[],
  at: string,
  vault: SecretVault,
  notes: Notes,
): Iterable<[string, string | PartFile]> {
  const taken = new Set<string>();
  for (const { name, content } of parts) {
    if (taken.has(name) || !isPlainName(name)) {
      notes.add(`the part "${name}" of a multipart body was left out: a scenario has each name once`, at);
      continue;
    }
    taken.add(name);
    if ('text' in content) yield [name, scenarioText(vault.field(name, content.text))];
    else {
      const file = fileBeside(content.file);
      notes.add(`put the file ${file} beside the scenario`, at);
      yield [name, { file, ...(content.type === null ? {} : { type: content.type }) }];
    }
  }
}

/** Files of a scenario lie in its folder. */
function fileBeside(path: string): string {
  const plain = path.replaceAll('\\', '/');
  const leaves = plain.startsWith('/') || /^[A-Za-z]:/.test(plain) || plain.split('/').includes('..');
  const name = leaves ? basename(plain) : plain;
  return scenarioText(name === '' || name === '..' ? 'body.bin' : name);
}

function isPlainName(name: string): boolean {
  return name !== '' && !forbiddenKeys.includes(name) && scenarioText(name) === name;
}

/** Texts as a scenario has them, and secrets of fields hidden. */
function jsonField(value: unknown, vault: SecretVault, name = ''): unknown {
  if (typeof value === 'string') return scenarioText(vault.field(name, value));
  if (typeof value === 'number' && secretKind(name, '') !== null) {
    return scenarioText(vault.hide(secretKind(name, '') ?? '', String(value)));
  }
  if (Array.isArray(value)) return value.map((item: unknown) => jsonField(item, vault, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonField(item, vault, key)]));
}

/** Whether the value says all that the text does, and can be written as a scenario's JSON. */
function isFaithful(value: unknown, text: string): boolean {
  // A number with many digits may be another one as a value.
  if (/\d{16}/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''))) return false;
  return isWritable(value, deepestJson);
}

function isWritable(value: unknown, depth: number): boolean {
  if (depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isWritable(item, depth - 1));
  if (!isObject(value)) return true;
  return Object.entries(value).every(([key, item]) => isPlainName(key) && isWritable(item, depth - 1));
}
