import { extname } from 'node:path';
import type { Problem } from '../base/errors.ts';
import { codeEndings, dataEndings } from '../scenario/file/file-endings.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import { parseLine } from './command-line.ts';
import { emptyFindMaxDraft, type FindMaxDraft, findMaxFlags } from './find-max-flags.ts';
import { bind, type BoundFlag, type Flag } from './flag.ts';
import {
  emptyReportDraft,
  inconclusiveFlag,
  quietFlag,
  renderFlags,
  type ReportDraft,
} from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import { emptyScenarioDraft, type ScenarioDraft, type ScenarioFlag } from './scenario-draft.ts';
import { emptyEnvDraft, type EnvDraft, envFlags, overrideFlags } from './scenario-flags.ts';
import { scheduleFlags } from './schedule-flags.ts';
import { emptyServerDraft, type ServerDraft, serverFlags, splitServer } from './server-words.ts';

/** A command line of `inrush find-max`, read. */
export type FindMaxLine = {
  readonly ask: FindMaxDraft;
  readonly scenario: ScenarioDraft;
  readonly env: EnvDraft;
  readonly report: ReportDraft;
  readonly serverDraft: ServerDraft;
  /** null: it is about URLs. */
  readonly file: string | null;
  readonly words: readonly string[];
  /** What follows `--`. */
  readonly server: ServerCommand | null;
  readonly wantsHelp: boolean;
  readonly problems: readonly Problem[];
};

/** The search chooses them, or has its own. */
const notOfSearch: ReadonlySet<string> = new Set(['duration', 'rate', 'stages', 'requests', 'warmup']);

const arrivalFlags = scheduleFlags.filter(({ name }) => name === 'arrival');
export const urlFlags: readonly ScenarioFlag[] = ofSearch([...scheduleFlags, ...requestFlags]);
const fileFlags: readonly ScenarioFlag[] = [...arrivalFlags, ...ofSearch(overrideFlags)];

export const findMaxReportFlags: readonly Flag<ReportDraft>[] = [
  ...renderFlags.filter(({ name }) => name !== 'latency'),
  quietFlag,
  inconclusiveFlag('fail'),
];

export function readFindMaxLine(args: readonly string[]): FindMaxLine {
  const { own, server, problems: serverProblems } = splitServer(args);
  const file = fileIn(own);
  const [ask, scenario, env] = [emptyFindMaxDraft(), emptyScenarioDraft(), emptyEnvDraft()];
  const [report, serverDraft] = [emptyReportDraft(), emptyServerDraft()];
  const flags: BoundFlag[] = [
    ...bind(findMaxFlags, ask),
    ...bind(file === null ? urlFlags : fileFlags, scenario),
    ...(file === null ? [] : bind(envFlags, env)),
    ...bind(serverFlags, serverDraft),
    ...bind(findMaxReportFlags, report),
  ];
  const { words, wantsHelp, problems } = parseLine(own, flags);
  const all = [...problems, ...serverProblems];
  return { ask, scenario, env, report, serverDraft, file, words, server, wantsHelp, problems: all };
}

function ofSearch(flags: readonly ScenarioFlag[]): readonly ScenarioFlag[] {
  return flags.filter(({ name }) => !notOfSearch.has(name));
}

/** The scenario file among the words: all flags must be known to tell words from values. */
function fileIn(own: readonly string[]): string | null {
  const everything = [
    ...bind(findMaxFlags, emptyFindMaxDraft()),
    ...bind(urlFlags, emptyScenarioDraft()),
    ...bind(envFlags, emptyEnvDraft()),
    ...bind(serverFlags, emptyServerDraft()),
    ...bind(findMaxReportFlags, emptyReportDraft()),
  ];
  const endings: ReadonlySet<string> = new Set([...dataEndings, ...codeEndings]);
  const { words } = parseLine(own, everything);
  return words.find((word) => endings.has(extname(word)) && !word.includes('://')) ?? null;
}
