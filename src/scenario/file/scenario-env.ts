import { parseEnv } from 'node:util';
import type { Problem } from '../../base/errors.ts';
import { readSourceText } from './source-text.ts';

/** Where variables come from, each over the ones before it. */
export type EnvSources = {
  readonly processEnv: Readonly<Record<string, string | undefined>>;
  readonly envFiles: readonly string[];
  /** As `-e NAME=value` gives them. */
  readonly env: Readonly<Record<string, string>>;
};

export type EnvReading = {
  readonly env: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
};

/** All variables of the environment, and which files could not be read. */
export async function readEnv({ processEnv, envFiles, env }: EnvSources): Promise<EnvReading> {
  const problems: Problem[] = [];
  // Names come from outside, and one of them may be `__proto__`.
  const merged = new Map<string, string>();
  const add = (values: Readonly<Record<string, string | undefined>>): void => {
    for (const [name, value] of Object.entries(values)) if (value !== undefined) merged.set(name, value);
  };
  add(processEnv);
  for (const path of envFiles) {
    const text = await readSourceText(path);
    if (text.ok) add(parseEnv(text.value));
    else {
      const message = `${path}: ${text.message}`;
      problems.push({ message, hint: 'a file of environment has a NAME=value on each line' });
    }
  }
  add(env);
  return { env: Object.fromEntries(merged), problems };
}
