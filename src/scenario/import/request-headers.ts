import { forbiddenKeys } from '../file/data-source.ts';
import type { HeadersFile } from '../file/scenario-file.ts';
import type { ImportedRequest } from './imported.ts';
import { plainText, scenarioText } from './marked-text.ts';
import type { Notes } from './notes.ts';
import type { SecretVault } from './secret-vault.ts';

/** Made by the engine for each request or connection. */
const madeAnew =
  /^(?:connection|content-length|expect|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade|http2-settings)$/;
const beyondHeaders = /[^\t\u0020-\u007E\u0080-\u00FF]/;
const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Headers as a scenario has them, names in small letters; secrets hidden. */
export function headerFields(
  { headers, auth, at }: ImportedRequest,
  vault: SecretVault,
  notes: Notes,
): HeadersFile {
  const fields = new Map<string, string>();
  for (const [given, value] of headers) {
    const name = given.toLowerCase();
    if (madeAnew.test(name) || (auth !== null && name === 'authorization')) continue;
    if (!headerName.test(name) || forbiddenKeys.includes(name) || beyondHeaders.test(plainText(value))) {
      notes.add("a header that HTTP/1.1 can't send was left out", at);
      continue;
    }
    const shown = scenarioText(vault.header(name, value));
    const before = fields.get(name);
    fields.set(name, before === undefined ? shown : `${before}${name === 'cookie' ? '; ' : ', '}${shown}`);
  }
  return Object.fromEntries(fields);
}

/** Those that every one of several requests has with the same value; a body's own are not for all. */
export function commonHeaders(all: readonly HeadersFile[]): HeadersFile {
  const [first = {}, ...rest] = all;
  if (rest.length === 0) return {};
  const common = Object.entries(first).filter(
    ([name, value]) => !name.startsWith('content-') && rest.every((headers) => headers[name] === value),
  );
  return Object.fromEntries(common);
}
