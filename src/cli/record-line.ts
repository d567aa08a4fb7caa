import { parseCount, parseDurationMs } from '../base/units.ts';
import { bind, type Flag, type FlagEntry, reading, readText } from './flag.ts';
import { type LoadWords, readLoadWords } from './load-words.ts';
import { noColorFlag, quietFlag, uiFlag } from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import { envFlags, overrideFlags } from './scenario-flags.ts';
import { scheduleFlags } from './schedule-flags.ts';
import { serverFlags } from './server-words.ts';

/** What is recorded, while flags are read into it. */
export type RecordDraft = {
  runs: number;
  pauseMs: number;
  /** null: where the scenario says that its baseline is, or baseline.json. */
  path: string | null;
  /** To the runs that the file has. */
  isAppended: boolean;
  isQuiet: boolean;
  hasUi: boolean;
};

/** A command line of `inrush baseline record`, read. */
export type RecordLine = LoadWords & { readonly record: RecordDraft };

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
  uiFlag,
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
  const record = emptyRecordDraft();
  const ofUrls = [...scheduleFlags, ...requestFlags];
  return {
    ...readLoadWords(args, { own: bind(recordFlags, record), ofUrls, ofFile: overrideFlags }),
    record,
  };
}

function emptyRecordDraft(): RecordDraft {
  return { runs: 10, pauseMs: 1000, path: null, isAppended: false, isQuiet: false, hasUi: false };
}
