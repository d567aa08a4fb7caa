import { suggest } from '../../base/suggest.ts';
import type { LoadedScenario } from '../../scenario/file/loaded-scenario.ts';
import type { SecretsPlan } from '../flows-plan.ts';
import type { Columns } from './known-names.ts';
import type { ProblemList } from './problem-list.ts';

/** Values of the environment that are never shown. */
export function secretValues({ file, env }: LoadedScenario): readonly string[] {
  return valuesOf(file.secrets ?? [], env);
}

type Nameable = {
  readonly env: Readonly<Record<string, string>>;
  readonly columns: Columns;
  readonly captures: readonly string[];
  /** Functions may set variables that nobody here knows of. */
  readonly hasFunctions: boolean;
};

/** What is never shown: the values of environment variables, and captures and columns by their names. */
export function planSecrets(
  problems: ProblemList,
  names: readonly string[],
  { env, columns, captures, hasFunctions }: Nameable,
): SecretsPlan {
  const columnNames = [...columns].flatMap(([source, ofRows]) => [
    source,
    ...(ofRows ?? []).map((column) => `${source}.${column}`),
  ]);
  const isColumn = (name: string): boolean => {
    const [source = ''] = name.split('.', 1);
    return (
      columnNames.includes(name) ||
      (name.includes('.') && columns.has(source) && columns.get(source) === null)
    );
  };
  for (const [index, name] of names.entries()) {
    const isKnown = Object.hasOwn(env, name) || captures.includes(name) || isColumn(name);
    // One that isn't set may have a default in the file.
    const isLikeEnv = /^[A-Z][A-Z0-9_]*$/.test(name);
    if (isKnown || isLikeEnv || hasFunctions) continue;
    const near = suggest(name, [...captures, ...columnNames, ...Object.keys(env)]);
    const hint =
      near === undefined ? 'name an environment variable, a capture or a column' : `did you mean "${near}"?`;
    problems.refuse(['secrets', index], `nothing is called "${name}"`, hint);
  }
  return {
    values: valuesOf(names, env),
    names: names.filter((name) => captures.includes(name) || isColumn(name) || hasFunctions),
  };
}

function valuesOf(names: readonly string[], env: Readonly<Record<string, string>>): readonly string[] {
  const values = names.map((name) => (Object.hasOwn(env, name) ? (env[name] ?? '') : ''));
  return [...new Set(values.filter((value) => value !== ''))];
}
