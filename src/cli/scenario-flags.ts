import type { Parsed } from '../base/units.ts';
import type { Flag } from './flag.ts';
import { reading, readText } from './flag.ts';
import { requestFlags } from './request-flags.ts';
import type { ScenarioFlag } from './scenario-draft.ts';
import { scheduleFlags } from './schedule-flags.ts';

/** What a scenario file's `${…}` and `env()` read beside the environment. */
export type EnvDraft = {
  readonly envFiles: string[];
  readonly env: Record<string, string>;
};

export function emptyEnvDraft(): EnvDraft {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.create answers any
  return { envFiles: [], env: Object.create(null) as Record<string, string> };
}

/** Of every command that reads a scenario file. */
export const envFlags: readonly Flag<EnvDraft>[] = [
  {
    name: 'env',
    alias: 'e',
    group: 'Scenario:',
    value: 'NAME=VALUE',
    describe: 'Variable for the file, over the environment, repeatable',
    isRepeatable: true,
    read: reading(parseVariable, (draft, [name, value]) => (draft.env[name] = value)),
  },
  {
    name: 'env-file',
    group: 'Scenario:',
    value: 'FILE',
    describe: 'A file of NAME=VALUE lines, repeatable; -e goes before it',
    isRepeatable: true,
    completesTo: 'files',
    read: reading(readText, (draft, path) => draft.envFiles.push(path)),
  },
];

/** What the file itself says is said there alone: these are about this run, and this machine. */
const notOfFiles: ReadonlySet<string> = new Set([
  'connections',
  'requests',
  'urls-from',
  'requests-from',
  'method',
  'header',
  'body',
  'duration',
  'rate',
  'stages',
  'arrival',
]);

/** How requests are sent: what goes before what the file says of it. */
export const settingFlags: readonly ScenarioFlag[] = requestFlags.filter(({ name }) => !notOfFiles.has(name));

/** The same, and how starts are waited for. */
export const overrideFlags: readonly ScenarioFlag[] = [
  ...scheduleFlags.filter(({ name }) => !notOfFiles.has(name)),
  ...settingFlags,
];

function parseVariable(text: string): Parsed<readonly [name: string, value: string]> {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    return { ok: false, message: `"${text}" is not NAME=VALUE` };
  }
  return { ok: true, value: [name, value] };
}
