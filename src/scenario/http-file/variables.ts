import { suggest } from '../../base/suggest.ts';

/** `@name = value` */
const definition = /^@([A-Za-z_][\w.-]*)\s*=\s*(.*?)\s*$/;

/** The variables of a file. A definition holds from where it stands, and before that if it is the first. */
export class Variables {
  readonly #values = new Map<string, string>();

  constructor(lines: readonly string[]) {
    for (const line of lines) {
      const [, name, value] = definition.exec(line) ?? [];
      if (name !== undefined && value !== undefined && !this.#values.has(name)) this.#values.set(name, value);
    }
  }

  /** Takes a line that defines one; false when it defines none. */
  define(line: string): boolean {
    const [, name, value] = definition.exec(line) ?? [];
    if (name === undefined || value === undefined) return false;
    this.#values.set(name, value);
    return true;
  }

  /** Puts values in the place of `{{name}}`, also where a value names another. `onWrong` hears what can't be. */
  fill(text: string, onWrong: (message: string) => void): string {
    return this.#fill(text, onWrong, []);
  }

  #fill(text: string, onWrong: (message: string) => void, inside: readonly string[]): string {
    return text.replaceAll(
      /\{\{\s*(\$?[A-Za-z_][\w.-]*)([^{}]*)\}\}/g,
      (source, name: string, rest: string) => {
        const value = rest.trim() === '' ? this.#values.get(name) : undefined;
        if (value === undefined) {
          onWrong(`${source} ${this.#whyNot(name)}`);
          return '';
        }
        if (inside.includes(name)) {
          onWrong(`${source} stands for itself`);
          return '';
        }
        return this.#fill(value, onWrong, [...inside, name]);
      },
    );
  }

  #whyNot(name: string): string {
    if (name.startsWith('$')) {
      return 'is a variable of an editor; in a URL {uuid}, {i} and {random:1..9} are another value each time';
    }
    const near = suggest(name, [...this.#values.keys()]);
    return near === undefined
      ? `has no value: add a line @${name} = …`
      : `has no value: did you mean {{${near}}}?`;
  }
}
