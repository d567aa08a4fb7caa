import { sampleText } from './schema-sample.ts';
import { environmentName, hasMark, variable } from './marked-text.ts';

/** Keeps secrets out of the scenario: each becomes a variable of the environment, the same one each time. */
export class SecretVault {
  readonly #nameOf = new Map<string, string>();
  readonly #names = new Set<string>();

  /** What stands for the value. `kind` is a name such as `TOKEN`. What is filled in already, or made up, stays. */
  hide(kind: string, value: string): string {
    if (value === '' || value === sampleText || hasMark(value)) return value;
    const key = `${kind}\n${value}`;
    const known = this.#nameOf.get(key);
    if (known !== undefined) return variable(known);
    let name = kind;
    for (let count = 2; this.#names.has(name); count += 1) name = `${kind}_${count}`;
    this.#nameOf.set(key, name);
    this.#names.add(name);
    return variable(name);
  }

  /** A field's value, hidden if its name or its looks say that it is secret. */
  field(name: string, value: string): string {
    const kind = secretKind(name, value);
    return kind === null ? value : this.hide(kind, value);
  }

  /** A header's value; of `Bearer abc` only the second word. */
  header(name: string, value: string): string {
    if (name.toLowerCase() === 'cookie') return this.hide('COOKIE', value);
    if (!/^(?:proxy-)?authorization$/i.test(name)) return this.field(name, value);
    const [, scheme = '', secret = ''] = /^(\S+\s+)?([^]*)$/.exec(value) ?? [];
    return `${scheme}${this.hide('TOKEN', secret)}`;
  }

  get names(): readonly string[] {
    return [...this.#names];
  }
}

const secretWords =
  /(?:^|-)(?:api-?key|access-?key|auth|authorization|credentials?|csrf|jwt|otp|passphrase|passwd|password|private-?key|pwd|secret|session-?id|sig|signature|token|xsrf)(?:-|$)/;
const harmlessWords = /(?:^|-)(?:continuation|cursor|next|page|sync|type|expires?|max)(?:-|$)/;
const jsonWebToken = /^eyJ[\w-]{5,}\.[\w-]+\.[\w-]*$/;

/** The variable for a field's value, or null where neither name nor value look like a secret. */
export function secretKind(name: string, value: string): string | null {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
  if (secretWords.test(words) && !harmlessWords.test(words)) return variableFor(words);
  // As Google's APIs call theirs.
  if (words === 'key' && value.length >= 16) return 'API_KEY';
  return jsonWebToken.test(value) ? 'TOKEN' : null;
}

function variableFor(words: string): string {
  const own = words.replaceAll(/^(?:x-)+|^-+|-+$/g, '');
  return environmentName(own === '' ? 'secret' : own).toUpperCase();
}
