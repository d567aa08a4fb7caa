import { parseCount, parseDurationMs, type Parsed } from '../base/units.ts';
import type { AbShape } from '../modes/ab/ab-shape.ts';
import { type Flag, reading, readText } from './flag.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What `inrush ab` compares and how, while flags are read into it. */
export type AbDraft = {
  a: string | null;
  b: string | null;
  aServe: string | null;
  bServe: string | null;
  aRef: string | null;
  bRef: string | null;
  build: string | null;
  isRestarted: boolean;
  readonly shape: Writable<AbShape>;
};

export function emptyAbDraft(): AbDraft {
  return {
    a: null,
    b: null,
    aServe: null,
    bServe: null,
    aRef: null,
    bRef: null,
    build: null,
    isRestarted: false,
    shape: {},
  };
}

/** Which two, and what inrush is to start for it. */
const sideFlags: readonly Flag<AbDraft>[] = [
  {
    name: 'a',
    group: 'Sides:',
    value: 'URL',
    describe: 'The baseline; {port} is the free port that a server of inrush gets',
    read: reading(readText, (draft, url) => (draft.a = url)),
  },
  {
    name: 'b',
    group: 'Sides:',
    value: 'URL',
    describe: 'The candidate',
    read: reading(readText, (draft, url) => (draft.b = url)),
  },
  {
    name: 'aa',
    group: 'Sides:',
    value: null,
    describe: 'A against itself: prints what this machine can tell apart',
    read: (draft) => void (draft.shape.isSelfTest = true),
  },
  {
    name: 'a-serve',
    group: 'Sides:',
    value: 'COMMAND',
    describe: 'Starts the server of A; PORT in its environment is a free port, as is {port}',
    read: reading(readText, (draft, line) => (draft.aServe = line)),
  },
  {
    name: 'b-serve',
    group: 'Sides:',
    value: 'COMMAND',
    describe: 'Starts the server of B',
    read: reading(readText, (draft, line) => (draft.bServe = line)),
  },
  {
    name: 'a-ref',
    group: 'Sides:',
    value: 'REF',
    describe: 'A is this commit, branch or tag; its command follows --',
    read: reading(readText, (draft, ref) => (draft.aRef = ref)),
  },
  {
    name: 'b-ref',
    group: 'Sides:',
    value: 'REF',
    describe: 'B is this one [HEAD]',
    read: reading(readText, (draft, ref) => (draft.bRef = ref)),
  },
  {
    name: 'build',
    group: 'Sides:',
    value: 'COMMAND',
    describe: 'What makes a checked out ref ready to start',
    read: reading(readText, (draft, line) => (draft.build = line)),
  },
  {
    name: 'restart',
    group: 'Sides:',
    value: null,
    describe: 'Start both servers anew for each pair: luck of one process is averaged',
    read: (draft) => void (draft.isRestarted = true),
  },
];

const designFlags: readonly Flag<AbDraft>[] = [
  {
    name: 'block',
    alias: 'd',
    group: 'Design:',
    value: 'TIME',
    describe: 'How long each block is measured [3s]',
    read: reading(parseDurationMs, ({ shape }, ms) => (shape.blockMs = ms)),
  },
  {
    name: 'block-warmup',
    group: 'Design:',
    value: 'TIME',
    describe: 'Sent before it in each block [500ms]',
    read: reading(parseDurationMs, ({ shape }, ms) => (shape.warmupMs = ms)),
  },
  {
    name: 'pairs',
    group: 'Design:',
    value: 'N',
    describe: 'Pairs of blocks before it is asked whether they are enough [10]',
    read: reading(parseCount, ({ shape }, count) => (shape.pairs = count)),
  },
  {
    name: 'max-pairs',
    group: 'Design:',
    value: 'N',
    describe: 'While it is unclear, more pairs up to N [3 times --pairs]',
    read: reading(parseCount, ({ shape }, count) => (shape.mostPairs = count)),
  },
  {
    name: 'min-effect',
    group: 'Design:',
    value: 'PERCENT',
    describe: 'Smallest difference that matters [3%]',
    read: reading(parsePercent, ({ shape }, share) => (shape.minEffect = share)),
  },
  {
    name: 'alpha',
    group: 'Design:',
    value: 'PERCENT',
    describe: 'Chance of a false alarm, over all metrics and looks [5%]',
    read: reading(parsePercent, ({ shape }, share) => (shape.alpha = share)),
  },
  {
    name: 'metric',
    group: 'Design:',
    value: 'NAME',
    describe: 'What decides, such as p95; repeatable [p50, p99, rate, errors]',
    isRepeatable: true,
    read: reading(readText, ({ shape }, name) => (shape.metrics = [...(shape.metrics ?? []), name])),
  },
  {
    name: 'duet',
    group: 'Design:',
    value: null,
    describe: 'Both at once, each with half of the load, in place of turns',
    read: ({ shape }) => void (shape.isDuet = true),
  },
];

export const abFlags: readonly Flag<AbDraft>[] = [...sideFlags, ...designFlags];

/** `3%`, `0.5 %`; the value is a share. */
export function parsePercent(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim());
  if (match === null) return { ok: false, message: `"${text}" is not a percentage such as 3%` };
  // 7 / 100 keeps what 0.01 × 7 doesn't.
  return { ok: true, value: Number(match[1]) / 100 };
}
