import { readdir, stat } from 'node:fs/promises';
import { dirname, extname, join, parse, resolve } from 'node:path';
import type { Problem } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import { checkShape, type ShapeFault } from './check-shape.ts';
import type { DataSource, SourceReading } from './data-source.ts';
import { codeEndings, dataEndings } from './file-endings.ts';
import type { LoadedScenario, ScenarioPath } from './loaded-scenario.ts';
import { pathText } from './path-text.ts';
import { readCode } from './read-code.ts';
import { type EnvSources, readEnv } from './scenario-env.ts';
import type { ScenarioFile } from './scenario-file.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { atMost, shapeProblems } from './shape-problems.ts';
import { readSourceText, whyUnread } from './source-text.ts';

/** A scenario whose shape is right, or everything that is wrong with it. */
export type Reading =
  | { readonly ok: true; readonly loaded: LoadedScenario }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const endings = [...dataEndings, ...codeEndings];

/**
 * Reads a scenario file in YAML, JSON, TypeScript or JavaScript, and checks its shape. Code is run. What the scenario means
 * is `planScenario`'s to check.
 */
export async function loadScenario(path: string, sources: EnvSources): Promise<Reading> {
  const { env, problems } = await readEnv(sources);
  const reading = await readSource(path, env);
  if (!reading.ok) return { ok: false, problems: atMost([...problems, ...reading.problems]) };
  const isCode = codeEndings.includes(endingOf(path));
  const { source } = reading;
  const { file, faults } = checked(source, isCode);
  if (file === null || problems.length > 0) {
    return { ok: false, problems: [...problems, ...shapeProblems(faults, source)] };
  }
  const absolute = resolve(path);
  const placeOf = (place: ScenarioPath): string => {
    const at = source.locate(place, 'value').text;
    return isCode && place.length > 0 ? `${at}: ${pathText(place)}` : at;
  };
  const codePath = isCode ? absolute : null;
  return { ok: true, loaded: { path, folder: dirname(absolute), file, placeOf, env, codePath } };
}

async function readSource(path: string, env: Readonly<Record<string, string>>): Promise<SourceReading> {
  const ending = endingOf(path);
  const isCode = codeEndings.includes(ending);
  const missing = await whyUnusable(path);
  if (missing !== null) return { ok: false, problems: [missing] };
  if (!isCode && !dataEndings.includes(ending)) {
    const hint = `its name ends in ${endings.join(', ')}`;
    return { ok: false, problems: [{ message: `${path}: is no scenario file`, hint }] };
  }
  if (isCode) {
    // Code reads variables where all code does, and so it does in the workers, which inherit them.
    Object.assign(process.env, env);
    return readCode(path);
  }
  const text = await readSourceText(path);
  if (!text.ok) return { ok: false, problems: [{ message: `${path}: ${text.message}` }] };
  // A parser of YAML isn't needed for code.
  const { readJson, readYaml } = await import('./read-yaml.ts');
  return ending === '.json' ? readJson(text.value, path, env) : readYaml(text.value, path, env);
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}

async function whyUnusable(path: string): Promise<Problem | null> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return null;
    return { message: `${path}: is a folder`, hint: 'name the scenario file in it' };
  } catch (error) {
    const message = `${path}: ${whyUnread(error)}`;
    const names = (await namesIn(dirname(path))).filter((name) => endings.includes(endingOf(name)));
    const near = suggest(stemOf(path), names.map(stemOf));
    const name = names.find((each) => stemOf(each) === near);
    return name === undefined ? { message } : { message, hint: `did you mean ${join(dirname(path), name)}?` };
  }
}

/** The ending would make every two names alike. */
function stemOf(path: string): string {
  return parse(path).name;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

/** Past this, a file has the shape of the types that its schema was made of. */
function checked(
  source: DataSource,
  isCode: boolean,
): { readonly file: ScenarioFile | null; readonly faults: readonly ShapeFault[] } {
  const { value, texts } = source;
  const schema = scenarioSchema(isCode ? 'code' : 'data');
  // A variable's value looked like a number, and a text was wanted.
  const retyped = checkShape(value, schema).filter(
    (fault) => fault.kind === 'type' && fault.expected.includes('string') && texts.has(pathText(fault.path)),
  );
  for (const { path } of retyped) assign(value, path, texts.get(pathText(path)));
  const faults = checkShape(value, schema);
  return { file: isScenario(value, faults) ? value : null, faults };
}

function isScenario(value: unknown, faults: readonly ShapeFault[]): value is ScenarioFile {
  return typeof value === 'object' && faults.length === 0;
}

function assign(root: unknown, path: ScenarioPath, value: unknown): void {
  let parent = root;
  for (const name of path.slice(0, -1)) parent = isOpen(parent) ? parent[name] : undefined;
  const last = path.at(-1);
  if (isOpen(parent) && last !== undefined) parent[last] = value;
}

function isOpen(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}
