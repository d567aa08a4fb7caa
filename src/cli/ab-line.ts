import { type AbDraft, abFlags, emptyAbDraft } from './ab-flags.ts';
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

/** A command line of `inrush ab`, read; a server after `--` is that of both sides. */
export type AbLine = LoadWords & { readonly ab: AbDraft; readonly report: ReportDraft };

/** The design of blocks says how long, and how much of it is warm-up; two servers can't share a socket's path. */
const notOfBlocks: ReadonlySet<string> = new Set(['duration', 'requests', 'stages', 'warmup', 'unix']);

export const loadFlags: readonly ScenarioFlag[] = ofBlocks([...scheduleFlags, ...requestFlags]);
const fileFlags: readonly ScenarioFlag[] = ofBlocks(overrideFlags);

export const abReportFlags: readonly Flag<ReportDraft>[] = [
  ...renderFlags.filter(({ name }) => name !== 'latency'),
  quietFlag,
  uiFlag,
  inconclusiveFlag('pass'),
];

export function readAbLine(args: readonly string[]): AbLine {
  const ab = emptyAbDraft();
  const report: ReportDraft = { ...emptyReportDraft(), inconclusive: 'pass' };
  const own = [...bind(abFlags, ab), ...bind(abReportFlags, report)];
  return { ...readLoadWords(args, { own, ofUrls: loadFlags, ofFile: fileFlags }), ab, report };
}

/** `-b` is the candidate here. */
function ofBlocks(flags: readonly ScenarioFlag[]): readonly ScenarioFlag[] {
  return flags
    .filter(({ name }) => !notOfBlocks.has(name))
    .map(({ alias, ...flag }) => (alias === undefined || alias === 'b' ? flag : { ...flag, alias }));
}
