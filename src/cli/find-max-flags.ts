import { parseDurationMs, parseRatePerS } from '../base/units.ts';
import type { FindMaxAsk } from '../modes/find-max/plan-find-max.ts';
import { parsePercent } from './ab-flags.ts';
import { type Flag, reading, readText } from './flag.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What is searched for, while flags are read into it. */
export type FindMaxDraft = Writable<FindMaxAsk> & { warmupMs?: number };

export function emptyFindMaxDraft(): FindMaxDraft {
  return { slo: [] };
}

export const findMaxFlags: readonly Flag<FindMaxDraft>[] = [
  {
    name: 'slo',
    group: 'Search:',
    value: 'CONDITIONS',
    describe: "What must hold: 'p99 < 200ms, errors < 0.1%'; repeatable",
    isRepeatable: true,
    read: reading(readText, (draft, text) => (draft.slo = [...draft.slo, text])),
  },
  {
    name: 'precision',
    group: 'Search:',
    value: 'PERCENT',
    describe: 'Width of the bracket that is the answer [10%]',
    read: reading(parsePercent, (draft, share) => (draft.precision = share)),
  },
  {
    name: 'within',
    group: 'Search:',
    value: 'TIME',
    describe: 'What is best by then is the answer [10m]',
    read: reading(parseDurationMs, (draft, ms) => (draft.withinMs = ms)),
  },
  {
    name: 'trial',
    group: 'Search:',
    value: 'TIME',
    describe: 'Measured part of a full trial; short ones take a fifth, the last twice [10s]',
    read: reading(parseDurationMs, (draft, ms) => (draft.trialMs = ms)),
  },
  {
    name: 'warmup',
    group: 'Search:',
    value: 'TIME',
    describe: 'Sent before each trial, in no number [1s]',
    read: reading(parseDurationMs, (draft, ms) => (draft.warmupMs = ms)),
  },
  {
    name: 'from',
    group: 'Search:',
    value: 'RATE',
    describe: 'Where to begin; it is doubled until it is too much [100/s]',
    read: reading(parseRatePerS, (draft, rate) => (draft.fromPerS = rate)),
  },
  {
    name: 'max-rate',
    group: 'Search:',
    value: 'RATE',
    describe: 'Try no higher one [no limit]',
    read: reading(parseRatePerS, (draft, rate) => (draft.maxPerS = rate)),
  },
  {
    name: 'at-least',
    group: 'Gates:',
    value: 'RATE',
    describe: 'Exit with 99 when the target holds less for sure',
    read: reading(parseRatePerS, (draft, rate) => (draft.atLeastPerS = rate)),
  },
];
