import { environmentName, expression, hasMark, variable } from './marked-text.ts';
import { listOf, partOf, textOf } from './json-parts.ts';
import type { Notes } from './notes.ts';
import { secretKind } from './secret-vault.ts';

/** What stands for Postman's own variables; the others become random texts. */
const dynamic: Readonly<Record<string, string>> = {
  $guid: 'uuid()',
  $randomUUID: 'uuid()',
  $timestamp: 'timestamp()',
  $randomInt: 'randomInt(0, 1000)',
};

/** The variables of a collection. */
export class PostmanVariables {
  readonly #values = new Map<string, string>();
  readonly #secrets = new Set<string>();
  readonly #notes: Notes;

  constructor(collection: unknown, notes: Notes) {
    this.#notes = notes;
    for (const entry of listOf(collection, 'variable')) {
      const name = textOf(entry, 'key') ?? textOf(entry, 'id');
      const value = textOf(entry, 'value');
      if (partOf(entry, 'disabled') === true || name === null) continue;
      if (value !== null && value !== '') this.#values.set(name, value);
    }
  }

  get secretNames(): readonly string[] {
    return [...this.#secrets];
  }

  /** A secret as a variable: its own one, where it is given by one. */
  secret(text: string, otherwise: string): string {
    const marked = this.marked(text);
    if (hasMark(marked)) return marked;
    this.#secrets.add(otherwise);
    return variable(otherwise);
  }

  /** The text with each `{{name}}` as a variable of the environment, whose value here is what it is otherwise. */
  marked(text: string): string {
    return text.replaceAll(/\{\{([^{}]{1,200})\}\}/g, (_whole, inner: string) => this.#markOf(inner.trim()));
  }

  /** With the value in place of a variable that the text begins with: the target's URL is a variable already. */
  withStart(text: string): string {
    let whole = text;
    const followed = new Set<string>();
    for (;;) {
      const [start, name = ''] = /^\s*\{\{([^{}]{1,200})\}\}/.exec(whole) ?? [];
      const value = this.#values.get(name.trim());
      if (start === undefined || value === undefined || followed.has(name)) break;
      followed.add(name);
      whole = value.replace(/\/+$/, '') + whole.slice(start.length);
    }
    return whole;
  }

  #markOf(name: string): string {
    if (name.startsWith('$')) return this.#dynamicMark(name);
    if (secretKind(name, '') !== null) {
      this.#secrets.add(environmentName(name));
      return variable(name);
    }
    const value = this.#valueOf(name);
    if (value === null) {
      const flag = `-e ${environmentName(name)}=…`;
      this.#notes.add(`the variable ${name} has no value in the collection: give it with ${flag}`);
    }
    return variable(name, value);
  }

  #dynamicMark(name: string): string {
    const known = Object.hasOwn(dynamic, name) ? dynamic[name] : undefined;
    if (known === undefined) this.#notes.add(`{{${name}}} became a random text`);
    if (name === '$timestamp') this.#notes.add('{{$timestamp}} counts milliseconds here, and not seconds');
    return expression(known ?? 'randomString(8)');
  }

  /** Variables in the value filled in; null where that can't be done. */
  #valueOf(name: string): string | null {
    let value = this.#values.get(name) ?? null;
    for (let followed = 0; value !== null && value.includes('{{'); followed += 1) {
      if (followed === 10 || value.length > 10_000) return null;
      let isWhole = true;
      value = value.replaceAll(/\{\{([^{}]{1,200})\}\}/g, (_whole, inner: string) => {
        const found = this.#values.get(inner.trim());
        isWhole &&= found !== undefined;
        return found ?? '';
      });
      if (!isWhole) return null;
    }
    return value;
  }
}
