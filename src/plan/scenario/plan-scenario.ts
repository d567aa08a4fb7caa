import { resolve } from 'node:path';
import { indexRows } from '../../scenario/data/index-rows.ts';
import type { CodeFlow, CodeScenario } from '../../scenario/file/code-scenario.ts';
import type { LoadedScenario } from '../../scenario/file/loaded-scenario.ts';
import type { LoadFile } from '../../scenario/file/scenario-file.ts';
import { Redactor } from '../../scenario/redactor.ts';
import type { ServerCommand } from '../../scenario/server-command.ts';
import type { Threshold } from '../../scenario/threshold.ts';
import type { LanePlan } from '../flows-plan.ts';
import type { Machine } from '../machine.ts';
import type { Planning } from '../make-plan.ts';
import { isNonEmpty, mapNonEmpty, type NonEmpty } from '../non-empty.ts';
import { numberProblems } from '../number-problems.ts';
import { targetProblems } from '../plan-requests.ts';
import { planSettings, proxyProblems } from '../plan-settings.ts';
import { readProxy } from '../plan-target.ts';
import { type Need, planWorkers } from '../plan-workers.ts';
import type { Plan, TargetPlan } from '../plan.ts';
import { NamedFiles, type ReadFiles, realFiles } from './named-files.ts';
import { type IndexRows, planData } from './plan-data.ts';
import { planFlows } from './plan-flows.ts';
import { secretValues } from './plan-secrets.ts';
import { planServer } from './plan-server.ts';
import { planThresholds } from './plan-thresholds.ts';
import { ProblemList } from './problem-list.ts';
import { runSettings, type SettingOverrides } from './run-settings.ts';
import { scenarioName } from './scenario-name.ts';
import { SyntaxChecks } from './syntax-checks.ts';

/** What was said for this run, in place of what the file says. */
export type PlanOverrides = SettingOverrides & {
  readonly target?: string;
  /** For all flows, those with a load of their own too. */
  readonly load?: LoadFile | readonly LoadFile[];
};

export type PlannedScenario = {
  readonly plan: Plan;
  /** What must hold of the result; a gate fails where it doesn't. */
  readonly thresholds: readonly Threshold[];
  /** Absolute; null where the file names no baseline. */
  readonly baselinePath: string | null;
  /** The server under test; null: it runs by itself. */
  readonly serve: ServerCommand | null;
  /** The targets of the plan, the file's own first: where such a server answers. */
  readonly answersAt: NonEmpty<TargetPlan>;
  /** Ends the temporary files with the rows of data; to be called when the run is over. */
  readonly dispose: () => void;
};

/** What planning reads. */
export type PlanSources = { readonly files: ReadFiles; readonly indexRows: IndexRows };

const realSources: PlanSources = { files: realFiles, indexRows };

/**
 * Resolves every default of a scenario file, reads the files that it names, and checks what it means. Sends nothing.
 * Every problem says its place in the file, and all of them come at once.
 */
export async function planScenario(
  loaded: LoadedScenario,
  machine: Machine,
  overrides: PlanOverrides = {},
  sources: PlanSources = realSources,
): Promise<Planning<PlannedScenario>> {
  const redactor = new Redactor(secretValues(loaded));
  const redact = (text: string): string => redactor.redact(text);
  const problems = new ProblemList(loaded.placeOf, redact);
  const files = new NamedFiles(loaded.folder, problems, sources.files);
  const syntax = new SyntaxChecks(problems);
  const notes = new Set<string>();
  const file = overridden(loaded.file, overrides);
  const scenario = runSettings(problems, file, overrides, files);
  const { url: proxy, problems: wrongProxy } = readProxy(scenario.proxy);
  const settings = planSettings(scenario);
  const data = await planData(problems, files, file.data ?? {}, sources.indexRows);
  const { seed } = settings;
  const reaching = { ...scenario, proxy };
  const planned = planFlows({ loaded, file, problems, redact, files, syntax, data, notes, reaching, seed });
  const { flows, lanes, targets } = planned;
  await syntax.run();
  const thresholds = planThresholds(problems, file, planned);
  const baselinePath = file.baseline === undefined ? null : resolve(loaded.folder, file.baseline);
  const serve = planServer(problems, file.serve, loaded.folder);
  const connections = connectionsOf(lanes, settings.pipelining);
  const { workers, problems: wrongWorkers } = planWorkers(
    scenario.workers,
    needOf(connections, targets.length),
    machine,
  );
  const all = [
    ...problems.inOrder(),
    ...numberProblems(overrides),
    ...proxyProblems(scenario),
    ...wrongProxy,
    ...targetProblems(scenario, targets),
    // What follows from something wrong is not worth saying.
    ...(problems.isEmpty ? wrongWorkers : []),
  ];
  if (all.length > 0 || !isNonEmpty(lanes) || !isNonEmpty(targets)) {
    data.remove();
    return { ok: false, problems: all };
  }
  const work = { kind: 'flows', name: redact(scenarioName(loaded)), flows: { ...flows, lanes } } as const;
  const shown = mapNonEmpty(targets, (target) => ({ ...target, url: redact(target.url) }));
  const plan: Plan = { targets: shown, work, connections, workers, ...settings };
  const answersAt = ownFirst(targets, file.target);
  return {
    ok: true,
    plan: { plan, thresholds, baselinePath, serve, answersAt, dispose: data.remove },
    notes: [...notes].map(redact),
  };
}

/** The file, with what was said for this run. */
function overridden(file: CodeScenario, { target, load }: PlanOverrides): CodeScenario {
  const named = target === undefined ? file : { ...file, target };
  if (load === undefined) return named;
  const { flows } = named;
  if (flows === undefined) return { ...named, load };
  const replaced = Object.entries(flows).map(([name, flow]): [string, CodeFlow] => [
    name,
    flow.load === undefined ? flow : { ...flow, load },
  ]);
  const isShared = Object.values(flows).some((flow) => flow.load === undefined);
  return { ...named, flows: Object.fromEntries<CodeFlow>(replaced), ...(isShared ? { load } : {}) };
}

function ownFirst(targets: NonEmpty<TargetPlan>, target: string | undefined): NonEmpty<TargetPlan> {
  const origin = target !== undefined && URL.canParse(target) ? new URL(target).origin : null;
  const own = targets.find((each) => each.origin === origin);
  return own === undefined ? targets : [own, ...targets.filter((each) => each !== own)];
}

/** A virtual user has a connection, alone or with as many others as it pipelines. */
function connectionsOf(lanes: readonly LanePlan[], pipelining: number): number {
  return lanes.reduce((sum, { maxVus }) => sum + Math.ceil(maxVus / pipelining), 0);
}

function needOf(connections: number, socketsEach: number): Need {
  const asked = `a load of ${connections} connections`;
  return { connections, socketsEach, asked, names: { connections: 'vus', workers: 'workers' } };
}
