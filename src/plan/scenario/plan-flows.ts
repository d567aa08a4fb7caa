import type { CodeScenario } from '../../scenario/file/code-scenario.ts';
import type { LoadedScenario } from '../../scenario/file/loaded-scenario.ts';
import type { FlowsPlan, LanePlan } from '../flows-plan.ts';
import { planFunctionRequests } from './function-requests.ts';
import { targetUrl } from './http-url.ts';
import { KnownNames } from './known-names.ts';
import { laneDrafts } from './lane-drafts.ts';
import { multipartBoundary } from './multipart-body.ts';
import type { NamedFiles } from './named-files.ts';
import type { CommonContext } from './plan-context.ts';
import type { PlannedData } from './plan-data.ts';
import { planLanes } from './plan-lanes.ts';
import { planSecrets } from './plan-secrets.ts';
import type { ProblemList, Redact } from './problem-list.ts';
import { sizeBytes, wholeNumber } from './quantity.ts';
import { refuseShortage } from './row-shortage.ts';
import { scenarioName } from './scenario-name.ts';
import { hasFunctions, namedValues } from './step-contents.ts';
import type { SyntaxChecks } from './syntax-checks.ts';
import { type Reaching, TargetList } from './target-list.ts';

export type FlowsDraft = {
  readonly loaded: LoadedScenario;
  /** With what was said for this run. */
  readonly file: CodeScenario;
  readonly problems: ProblemList;
  readonly redact: Redact;
  readonly files: NamedFiles;
  readonly syntax: SyntaxChecks;
  readonly data: PlannedData;
  readonly notes: Set<string>;
  readonly reaching: Reaching;
  readonly seed: number;
};

/** As far as they could be planned: `lanes` and `targets` are empty where too much is wrong. */
export type PlannedFlows = {
  readonly flows: Omit<FlowsPlan, 'lanes'>;
  readonly lanes: readonly LanePlan[];
  readonly targets: TargetList['targets'];
  /** Which may send what nobody here knows of. */
  readonly hasFunctions: boolean;
};

const defaultCaptureLimit = '1MiB';

/** All that users do. */
export function planFlows(draft: FlowsDraft): PlannedFlows {
  const { loaded, file, problems, files, syntax, data, notes } = draft;
  const base =
    file.target === undefined ? null : targetUrl(problems, ['target'], { text: file.target, notes });
  const targets = new TargetList(base, draft.reaching);
  const drafts = laneDrafts(problems, file, scenarioName(loaded));
  const steps = drafts.flatMap(({ session, flows }) => [...session, ...flows.flatMap((flow) => flow.steps)]);
  const withFunctions = hasFunctions(steps);
  if (withFunctions && base !== null) targets.indexOf(base);
  const redirects =
    file.redirects === undefined ? 0 : wholeNumber(problems, ['redirects'], file.redirects, '0 or more');
  const context: CommonContext = {
    file,
    problems,
    files,
    syntax,
    targets,
    requests: [],
    notes,
    env: loaded.env,
    redact: draft.redact,
    redirects: redirects ?? 0,
    boundary: multipartBoundary(draft.seed),
  };
  const variables = file.before === undefined ? [] : ['shared'];
  const lanes = planLanes(context, drafts, { columns: data.columns, variables });
  if (targets.targets.length === 0 && problems.isEmpty) {
    problems.refuse(['target'], 'the scenario names no host', 'add one: target: http://127.0.0.1:8080');
  }
  const captures = namedValues(steps).map((value) => value.name);
  const nameable = { env: loaded.env, columns: data.columns, captures, hasFunctions: withFunctions };
  const open = new KnownNames(problems, data.columns, [], { isOpen: true });
  const captureLimit = sizeBytes(problems, ['captureLimit'], file.captureLimit ?? defaultCaptureLimit);
  const used = new Set(lanes.flatMap(({ userData, iterationData }) => [...userData, ...iterationData]));
  noteUnused(data, used, notes);
  refuseShortage(problems, data.sources, lanes);
  return {
    lanes,
    targets: targets.targets,
    hasFunctions: withFunctions,
    flows: {
      requests: context.requests,
      data: data.sources.filter((source) => used.has(source.name)),
      codePath: loaded.codePath,
      functionRequests: withFunctions
        ? planFunctionRequests({ ...context, names: open, isSession: false })
        : [],
      shared: null,
      env: loaded.env,
      secrets: planSecrets(problems, file.secrets ?? [], nameable),
      keepsCookies: file.cookies ?? true,
      captureLimitBytes: captureLimit ?? 0,
    },
  };
}

function noteUnused({ sources }: PlannedData, used: ReadonlySet<string>, notes: Set<string>): void {
  const unused = sources.filter(({ name }) => !used.has(name));
  for (const { name, from } of unused) notes.add(`no step uses the data "${name}" from ${from}`);
}
