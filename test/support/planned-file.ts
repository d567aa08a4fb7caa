import type { Machine } from '../../src/plan/machine.ts';
import type { FlowRequest, LanePlan } from '../../src/plan/flows-plan.ts';
import type { Planning } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { ReadFiles } from '../../src/plan/scenario/named-files.ts';
import {
  type PlannedScenario,
  type PlanOverrides,
  planScenario,
} from '../../src/plan/scenario/plan-scenario.ts';
import type { CodeScenario } from '../../src/scenario/file/code-scenario.ts';
import type { LoadedScenario } from '../../src/scenario/file/loaded-scenario.ts';
import { pathText } from '../../src/scenario/file/path-text.ts';
import { roomyMachine } from './plan-for.ts';

export type Surroundings = {
  /** Beside the scenario, by name. A data file holds its columns, divided by commas, and then as many rows as lines. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly overrides?: PlanOverrides;
  readonly machine?: Machine;
  readonly placeOf?: LoadedScenario['placeOf'];
  readonly codePath?: string;
};

export const localTarget = 'http://127.0.0.1:8080';

/** Plans a scenario whose files are texts; places are as `steps[0].get`. */
export async function planFile(
  file: CodeScenario,
  {
    files = {},
    env = {},
    overrides,
    machine = roomyMachine,
    placeOf = pathText,
    codePath,
  }: Surroundings = {},
): Promise<Planning<PlannedScenario>> {
  const loaded: LoadedScenario = {
    path: 'shop/checkout.yaml',
    folder: '/shop',
    file: file as LoadedScenario['file'],
    placeOf,
    env,
    codePath: codePath ?? null,
  };
  const contents = new Map(Object.entries(files).map(([name, text]) => [`/shop/${name}`, text]));
  return planScenario(loaded, machine, overrides, {
    files: filesInMemory(contents),
    indexRows: (path) => {
      const [header = '', ...rows] = (contents.get(path) ?? '').split('\n');
      const columns = header.split(',');
      const index = { rowsPath: `${path}.rows`, offsetsPath: `${path}.offsets`, remove: () => {} };
      return Promise.resolve({ ok: true, rows: { ...index, rowCount: rows.length, columns } });
    },
  });
}

function filesInMemory(contents: ReadonlyMap<string, string>): ReadFiles {
  const textOf = (path: string): string => {
    const text = contents.get(path);
    if (text !== undefined) return text;
    throw Object.assign(new Error(`no such file, open '${path}'`), { code: 'ENOENT' });
  };
  return {
    realPath: (path) => {
      if (path !== '/shop') textOf(path);
      return path;
    },
    stat: (path) => ({ isFile: true, sizeBytes: Buffer.byteLength(textOf(path)) }),
    read: (path) => Buffer.from(textOf(path)),
    list: (folder) => [...contents.keys()].map((path) => path.slice(folder.length + 1)),
  };
}

/** Throws what is wrong with the scenario. */
export async function plannedFile(file: CodeScenario, surroundings?: Surroundings): Promise<Plan> {
  const planning = await planFile(file, surroundings);
  if (planning.ok) return planning.plan.plan;
  throw new Error(planning.problems.map(({ message }) => message).join('\n'));
}

/** `place: message`, and the hint after an arrow; empty where nothing is wrong. */
export async function problemsOf(
  file: CodeScenario,
  surroundings?: Surroundings,
): Promise<readonly string[]> {
  const planning = await planFile(file, surroundings);
  if (planning.ok) return [];
  return planning.problems.map(({ message, hint }) =>
    hint === undefined ? message : `${message} → ${hint}`,
  );
}

/** What workers do for it. */
export async function flowsOf(
  file: CodeScenario,
  surroundings?: Surroundings,
): Promise<{ readonly requests: readonly FlowRequest[]; readonly lanes: readonly LanePlan[] }> {
  const { work } = await plannedFile(file, surroundings);
  if (work.kind === 'flows') return work.flows;
  throw new Error('single requests');
}

/** The request of a scenario that sends one; the target is `localTarget`. */
export async function requestOf(
  step: NonNullable<CodeScenario['steps']>[number],
  file: CodeScenario = {},
  surroundings?: Surroundings,
): Promise<FlowRequest> {
  const { requests } = await flowsOf({ target: localTarget, ...file, steps: [step] }, surroundings);
  const last = requests.at(-1);
  if (last === undefined) throw new Error('no request');
  return last;
}
