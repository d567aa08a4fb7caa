import { emptyFindMaxDraft, type FindMaxDraft, findMaxFlags } from './find-max-flags.ts';
import { bind, type Flag } from './flag.ts';
import { type LoadWords, readLoadWords } from './load-words.ts';
import {
  emptyReportDraft,
  inconclusiveFlag,
  quietFlag,
  renderFlags,
  type ReportDraft,
  uiFlag,
} from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import type { ScenarioFlag } from './scenario-draft.ts';
import { overrideFlags } from './scenario-flags.ts';
import { scheduleFlags } from './schedule-flags.ts';

/** A command line of `inrush find-max`, read. */
export type FindMaxLine = LoadWords & { readonly ask: FindMaxDraft; readonly report: ReportDraft };

/** The search chooses them, or has its own. */
const notOfSearch: ReadonlySet<string> = new Set(['duration', 'rate', 'stages', 'requests', 'warmup']);

const arrivalFlags = scheduleFlags.filter(({ name }) => name === 'arrival');
export const urlFlags: readonly ScenarioFlag[] = ofSearch([...scheduleFlags, ...requestFlags]);
const fileFlags: readonly ScenarioFlag[] = [...arrivalFlags, ...ofSearch(overrideFlags)];

export const findMaxReportFlags: readonly Flag<ReportDraft>[] = [
  ...renderFlags.filter(({ name }) => name !== 'latency'),
  quietFlag,
  uiFlag,
  inconclusiveFlag('fail'),
];

export function readFindMaxLine(args: readonly string[]): FindMaxLine {
  const [ask, report] = [emptyFindMaxDraft(), emptyReportDraft()];
  const own = [...bind(findMaxFlags, ask), ...bind(findMaxReportFlags, report)];
  return { ...readLoadWords(args, { own, ofUrls: urlFlags, ofFile: fileFlags }), ask, report };
}

function ofSearch(flags: readonly ScenarioFlag[]): readonly ScenarioFlag[] {
  return flags.filter(({ name }) => !notOfSearch.has(name));
}
