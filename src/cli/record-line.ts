import { parseCount, parseDurationMs } from '../base/units.ts';
import { parseLine, type ParsedLine } from './command-line.ts';
import { bind, type Flag, type FlagEntry, reading, readText } from './flag.ts';
import { noColorFlag, quietFlag } from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import { emptyScenarioDraft, type ScenarioDraft } from './scenario-draft.ts';
import { emptyEnvDraft, type EnvDraft, envFlags, overrideFlags } from './scenario-flags.ts';
import { scenarioIn } from './scenario-words.ts';
import { scheduleFlags } from './schedule-flags.ts';
import {
  emptyServerDraft,
  type ServerDraft,
  serverFlags,
  splitServer,
  type SplitLine,
} from './server-words.ts';

/** What is recorded, while flags are read into it. */
export type RecordDraft = {
  runs: number;
  pauseMs: number;
  /** null: where the scenario says that its baseline is, or baseline.json. */
  path: string | null;
  /** To the runs that the file has. */
  isAppended: boolean;
  isQuiet: boolean;
};

/** A command line of `inrush baseline record`, read. */
export type RecordLine = {
  readonly record: RecordDraft;
  readonly scenario: ScenarioDraft;
  readonly env: EnvDraft;
  readonly server: ServerDraft;
  /** null: what is sent stands on the line itself. */
  readonly file: string | null;
  readonly split: SplitLine;
  readonly line: ParsedLine;
};

const recordFlags: readonly Flag<RecordDraft>[] = [
  {
    name: 'runs',
    alias: 'r',
    group: 'Baseline:',
    value: 'N',
    describe: 'Runs that count, after one that warms up [10]',
    read: reading(parseCount, (draft, runs) => (draft.runs = runs)),
  },
  {
    name: 'pause',
    group: 'Baseline:',
    value: 'TIME',
    describe: 'Between two runs [1s]',
    read: reading(parseDurationMs, (draft, ms) => (draft.pauseMs = ms)),
  },
  {
    name: 'output',
    alias: 'o',
    group: 'Baseline:',
    value: 'FILE',
    describe: "Where it is written [what the scenario's baseline says, or baseline.json]",
    completesTo: 'files',
    read: reading(readText, (draft, path) => (draft.path = path)),
  },
  {
    name: 'append',
    group: 'Baseline:',
    value: null,
    describe: 'Add the runs to those that the file has: days differ more than runs in a row',
    read: (draft) => void (draft.isAppended = true),
  },
  quietFlag,
  noColorFlag,
];

/** Of both forms, each once, for the help. */
export const recordFlagEntries: readonly FlagEntry[] = [
  ...recordFlags,
  ...scheduleFlags,
  ...requestFlags,
  ...envFlags,
  ...serverFlags,
];

export function readRecordLine(args: readonly string[]): RecordLine {
  const split = splitServer(args);
  const file = fileIn(split.own);
  const record = emptyRecordDraft();
  const [scenario, env, server] = [emptyScenarioDraft(), emptyEnvDraft(), emptyServerDraft()];
  const flags = [
    ...bind(recordFlags, record),
    ...bind(file === null ? [...scheduleFlags, ...requestFlags] : overrideFlags, scenario),
    ...(file === null ? [] : bind(envFlags, env)),
    ...bind(serverFlags, server),
  ];
  return { record, scenario, env, server, file, split, line: parseLine(split.own, flags) };
}

/** The scenario file among the words: all flags must be known to tell words from values, such as that of -o. */
function fileIn(args: readonly string[]): string | null {
  const everything = [
    ...bind(recordFlags, emptyRecordDraft()),
    ...bind([...scheduleFlags, ...requestFlags], emptyScenarioDraft()),
    ...bind(envFlags, emptyEnvDraft()),
    ...bind(serverFlags, emptyServerDraft()),
  ];
  return scenarioIn(parseLine(args, everything).words);
}

function emptyRecordDraft(): RecordDraft {
  return { runs: 10, pauseMs: 1000, path: null, isAppended: false, isQuiet: false };
}
