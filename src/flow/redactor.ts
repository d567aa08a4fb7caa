import type { SecretsPlan } from '../plan/flows-plan.ts';
import { Redactor } from '../scenario/redactor.ts';

type Variables = Readonly<Record<string, unknown>>;

/** Whole text, not cut short yet, of a user with these variables, and the same text without secrets. */
export type Redact = (text: string, vars: Variables) => string;

/** More values of one variable than anybody has: a response may hold any number. */
const mostValues = 1000;
const mostRedactors = 100;

/** Takes the secrets of a scenario out of text: those of the environment, and what one user's variables hold. */
export class FlowRedactor {
  readonly #known: Redactor;
  readonly #values: readonly string[];
  readonly #paths: readonly (readonly string[])[];
  readonly #names: ReadonlySet<string>;
  readonly #byValues = new Map<string, Redactor>();

  constructor({ values, names }: SecretsPlan) {
    this.#values = values;
    this.#known = new Redactor(values);
    this.#names = new Set(names);
    this.#paths = names.map((name) => name.split('.'));
  }

  /** See {@link Redact}. */
  redact(text: string, vars: Variables): string {
    const own = this.#paths.length === 0 ? [] : this.valuesIn(vars);
    return (own.length === 0 ? this.#known : this.#redactorOf(own)).redact(text);
  }

  /** Whether a variable is a secret: then what was looked through for it must not be shown either. */
  isSecret(name: string): boolean {
    return this.#names.has(name);
  }

  /** Secret values that variables hold now. */
  valuesIn(vars: Variables): readonly string[] {
    const found: string[] = [];
    for (const path of this.#paths) addTexts(found, valueAt(vars, path));
    return found;
  }

  /** A user's secrets seldom change, and all their forms take a while. */
  #redactorOf(own: readonly string[]): Redactor {
    const key = JSON.stringify(own);
    const known = this.#byValues.get(key);
    if (known !== undefined) return known;
    if (this.#byValues.size >= mostRedactors) this.#byValues.clear();
    const redactor = new Redactor([...this.#values, ...own]);
    this.#byValues.set(key, redactor);
    return redactor;
  }
}

function valueAt(vars: Variables, path: readonly string[]): unknown {
  let value: unknown = vars;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** All text and numbers inside of a value. */
function addTexts(found: string[], value: unknown, depth = 0): void {
  if (found.length >= mostValues) return;
  if (typeof value === 'string') found.push(value);
  else if (typeof value === 'number' || typeof value === 'bigint') found.push(String(value));
  else if (typeof value === 'object' && value !== null && depth < 10) {
    for (const inner of Object.values(value)) addTexts(found, inner, depth + 1);
  }
}
