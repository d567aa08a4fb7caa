import type { Problem } from '../../base/errors.ts';
import type { ScenarioFile } from '../file/scenario-file.ts';
import { importCurl } from './import-curl.ts';
import { importHar } from './import-har.ts';
import type { Imported, ImportFormat, ImportOptions } from './imported.ts';
import { importOpenApi } from './import-openapi.ts';
import { importPostman } from './import-postman.ts';
import { mostBytes, writeYaml } from './write-yaml.ts';

/** A scenario file as text, and what of the import needs a look; or why there is none. */
export type Import =
  | { readonly ok: true; readonly yaml: string; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Makes a scenario file of what another tool has written. Reads nothing but the text. */
export async function importScenario(
  format: ImportFormat,
  text: string,
  options: ImportOptions,
): Promise<Import> {
  const { name } = options;
  const imported = await readers[format](text, options);
  if (!imported.ok) return imported;
  const { file, notes } = imported;
  const steps = file.steps ?? [];
  for (let count = countThatMayFit(steps); count > 0; count = Math.floor(count * 0.9)) {
    const all = count === steps.length ? notes : [...notes, leftOut(count, steps.length)];
    const yaml = writeYaml({ ...file, steps: steps.slice(0, count) }, headOf(file, format, name, all));
    if (yaml !== null) return { ok: true, yaml, notes: all };
  }
  const message = `${name}: its first step alone is larger than a scenario file may be (1 MiB)`;
  return { ok: false, problems: [{ message, hint: 'leave that request out, or give it a smaller body' }] };
}

const readers: Readonly<
  Record<ImportFormat, (text: string, options: ImportOptions) => Imported | Promise<Imported>>
> = { curl: importCurl, har: importHar, openapi: importOpenApi, postman: importPostman };

/** In YAML they are about as long as in JSON; what doesn't fit must not be written to find that out. */
function countThatMayFit(steps: readonly unknown[]): number {
  let characters = 0;
  const first = steps.findIndex((step) => {
    characters += JSON.stringify(step).length;
    return characters > 1.5 * mostBytes;
  });
  return first < 0 ? steps.length : Math.max(1, first);
}

function leftOut(kept: number, all: number): string {
  return `only the first ${kept} of ${all} steps are here: a scenario file may have 1 MiB`;
}

/** What somebody who opens the file should know first. */
function headOf(
  file: ScenarioFile,
  format: ImportFormat,
  name: string,
  notes: readonly string[],
): readonly string[] {
  const values = neededVariables(file).map((variable) => ` -e ${variable}=…`);
  return [
    'yaml-language-server: $schema=scenario.schema.json',
    `Imported from ${name} by inrush import ${format}. Try it: inrush run --once${values.join('')} FILE`,
    'For editors that complete and check it: inrush schema > scenario.schema.json',
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `- ${note}`)]),
  ];
}

/** Those of the environment that have no value otherwise. */
function neededVariables(file: ScenarioFile): readonly string[] {
  const named = JSON.stringify(file).matchAll(/(?<!\$)\$\{([A-Za-z_]\w*)\}/g);
  return [...new Set([...named].map(([, variable = '']) => variable))];
}
