import { extname } from 'node:path';
import type { Problem } from '../base/errors.ts';
import { codeEndings, dataEndings } from '../scenario/file/file-endings.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import { type AbDraft, abFlags, emptyAbDraft } from './ab-flags.ts';
import { parseLine } from './command-line.ts';
import { bind, type Flag } from './flag.ts';
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

/** A command line of `inrush ab`, read. */
export type AbLine = {
  readonly ab: AbDraft;
  readonly scenario: ScenarioDraft;
  readonly env: EnvDraft;
  readonly report: ReportDraft;
  readonly serverDraft: ServerDraft;
  /** null: what is sent stands on the line itself. */
  readonly file: string | null;
  readonly words: readonly string[];
  /** What follows `--`: of both sides. */
  readonly server: ServerCommand | null;
  readonly wantsHelp: boolean;
  readonly problems: readonly Problem[];
};

/** The design of blocks says how long, and how much of it is warm-up; two servers can't share a socket's path. */
const notOfBlocks: ReadonlySet<string> = new Set(['duration', 'requests', 'stages', 'warmup', 'unix']);

export const loadFlags: readonly ScenarioFlag[] = ofBlocks([...scheduleFlags, ...requestFlags]);
const fileFlags: readonly ScenarioFlag[] = ofBlocks(overrideFlags);

export const abReportFlags: readonly Flag<ReportDraft>[] = [
  ...renderFlags.filter(({ name }) => name !== 'latency'),
  quietFlag,
  inconclusiveFlag('pass'),
];

export function readAbLine(args: readonly string[]): AbLine {
  const file = fileIn(args);
  const [ab, scenario, env] = [emptyAbDraft(), emptyScenarioDraft(), emptyEnvDraft()];
  const serverDraft = emptyServerDraft();
  const report: ReportDraft = { ...emptyReportDraft(), inconclusive: 'pass' };
  const flags = [
    ...bind(abFlags, ab),
    ...bind(file === null ? loadFlags : fileFlags, scenario),
    ...(file === null ? [] : bind(envFlags, env)),
    ...bind(serverFlags, serverDraft),
    ...bind(abReportFlags, report),
  ];
  const { own, server, problems: serverProblems } = splitServer(args);
  const { words, wantsHelp, problems } = parseLine(own, flags);
  return {
    ab,
    scenario,
    env,
    report,
    serverDraft,
    file,
    words,
    server,
    wantsHelp,
    problems: [...problems, ...serverProblems],
  };
}

/** `-b` is the candidate here. */
function ofBlocks(flags: readonly ScenarioFlag[]): readonly ScenarioFlag[] {
  return flags
    .filter(({ name }) => !notOfBlocks.has(name))
    .map(({ alias, ...flag }) => (alias === undefined || alias === 'b' ? flag : { ...flag, alias }));
}

/** The scenario file among the words: all flags must be known to tell words from values. */
function fileIn(args: readonly string[]): string | null {
  const everything = [
    ...bind(abFlags, emptyAbDraft()),
    ...bind([...loadFlags, ...fileFlags], emptyScenarioDraft()),
    ...bind(envFlags, emptyEnvDraft()),
    ...bind(serverFlags, emptyServerDraft()),
    ...bind(abReportFlags, emptyReportDraft()),
  ];
  const endings: ReadonlySet<string> = new Set([...dataEndings, ...codeEndings]);
  const { words } = parseLine(splitServer(args).own, everything);
  return words.find((word) => endings.has(extname(word)) && !word.includes('://')) ?? null;
}
