import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { Duration, LoadFile } from '../../scenario/file/scenario-file.ts';
import type { Arrival, ClosedLoad, OpenLoad } from '../../scenario/load.ts';
import { keyOf, type ProblemList } from './problem-list.ts';
import { durationMs, type Least, ratePerS, wholeNumber } from './quantity.ts';

/** One load or several in a row, as one; null where something is wrong with it, and told. */
export function planLoad(
  problems: ProblemList,
  path: ScenarioPath,
  given: LoadFile | readonly LoadFile[],
): OpenLoad | ClosedLoad | null {
  const entries: readonly Entry[] =
    'kind' in given
      ? [{ path, load: given }]
      : given.map((load, index) => ({ path: [...path, index], load }));
  const [first] = entries;
  if (first === undefined) {
    return problems.refuse(path, 'a list of no loads', 'such as [{ kind: constant-vus, vus: 10, for: 30s }]');
  }
  const isMixed = entries.map((entry) => misfit(problems, first, entry, entries.length)).includes(true);
  if (isMixed) return null;
  switch (familyOf(first.load)) {
    case 'rate':
      return planRates(problems, entries);
    case 'vus':
      return planUsers(problems, entries);
    default:
      return planIterations(problems, first);
  }
}

type Entry = { readonly path: ScenarioPath; readonly load: LoadFile };

function familyOf({ kind }: LoadFile): 'rate' | 'vus' | 'iterations' {
  if (kind === 'constant-arrival-rate' || kind === 'ramping-arrival-rate') return 'rate';
  return kind === 'constant-vus' || kind === 'ramping-vus' ? 'vus' : 'iterations';
}

/** Whether a load can't follow the first of its list. */
function misfit(problems: ProblemList, first: Entry, { path, load }: Entry, count: number): boolean {
  const [family, expected] = [familyOf(load), familyOf(first.load)];
  if (count > 1 && (family === 'iterations' || expected === 'iterations')) {
    const message = `${load.kind} stands alone, without other loads before or after it`;
    if (family === 'iterations') problems.refuse(path, message);
    return true;
  }
  if (family === expected) return false;
  problems.refuse(
    path,
    `${load.kind} after ${first.load.kind}: loads in a row are all of users or all of rates`,
    'use one kind, or two scenario files',
  );
  return true;
}

function planRates(problems: ProblemList, entries: readonly Entry[]): OpenLoad | null {
  const ramp = rampOf(entries, (path, key, rate, least) => ratePerS(problems, [...path, key], rate, least), {
    problems,
    constantKey: 'rate',
  });
  const arrival = arrivalOf(problems, entries);
  if (ramp === null || arrival === null) return null;
  if (ramp.isConstant) {
    const [{ lengthMs, to } = { lengthMs: 0, to: 0 }] = ramp.stages;
    return { kind: 'constant-arrival-rate', ratePerS: to, durationMs: lengthMs, arrival, iterations: null };
  }
  const stages = ramp.stages.map(({ lengthMs, to }) => ({ durationMs: lengthMs, targetPerS: to }));
  return { kind: 'ramping-arrival-rate', startRatePerS: ramp.from, stages, arrival, iterations: null };
}

function planUsers(problems: ProblemList, entries: readonly Entry[]): ClosedLoad | null {
  const ramp = rampOf(entries, (path, key, vus, least) => wholeNumber(problems, [...path, key], vus, least), {
    problems,
    constantKey: 'vus',
  });
  if (ramp === null) return null;
  if (ramp.isConstant) {
    const [{ lengthMs, to } = { lengthMs: 0, to: 0 }] = ramp.stages;
    return { kind: 'constant-vus', vus: to, durationMs: lengthMs };
  }
  const stages = ramp.stages.map(({ lengthMs, to }) => ({ durationMs: lengthMs, targetVus: to }));
  return { kind: 'ramping-vus', startVus: ramp.from, stages };
}

function planIterations(problems: ProblemList, { path, load }: Entry): ClosedLoad | null {
  if (load.kind !== 'shared-iterations' && load.kind !== 'per-vu-iterations') return null;
  const vus = wholeNumber(problems, [...path, 'vus'], load.vus, 'above 0');
  const iterations = wholeNumber(problems, [...path, 'iterations'], load.iterations, 'above 0');
  const longestMs =
    load.for === undefined ? Infinity : durationMs(problems, [...path, 'for'], load.for, 'above 0');
  if (vus === null || iterations === null || longestMs === null) return null;
  return { kind: load.kind, vus, iterations, durationMs: longestMs === Infinity ? null : longestMs };
}

/** A level, of rate or users, that moves in straight lines; a length of 0 is a step. */
type Ramp = {
  readonly from: number;
  readonly stages: readonly { readonly lengthMs: number; readonly to: number }[];
  /** It is one load that never moves. */
  readonly isConstant: boolean;
};

type ReadLevel = (path: ScenarioPath, key: string, level: string | number, least: Least) => number | null;

function rampOf(
  entries: readonly Entry[],
  readLevel: ReadLevel,
  { problems, constantKey }: { readonly problems: ProblemList; readonly constantKey: 'rate' | 'vus' },
): Ramp | null {
  const stages: { lengthMs: number; to: number }[] = [];
  let start: number | null = null;
  let level: number | null = 0;
  let isWrong = false;
  for (const { path, load } of entries) {
    const { from, to, lengthMs } = lineOf(path, load, { level, readLevel, problems, constantKey });
    if (from === null || to === null || lengthMs === null) isWrong = true;
    if (start === null) start = from;
    else if (from !== level) stages.push({ lengthMs: 0, to: from ?? 0 });
    stages.push({ lengthMs: lengthMs ?? 0, to: to ?? 0 });
    level = to;
  }
  if (isWrong) return null;
  const [first] = entries;
  const from = start ?? 0;
  if (first !== undefined && from === 0 && stages.every(({ to }) => to === 0)) {
    return problems.refuse([...first.path, 'to'], 'the load never rises above 0');
  }
  const isConstant = entries.length === 1 && first !== undefined && 'for' in first.load;
  return { from, stages, isConstant };
}

type Line = { readonly from: number | null; readonly to: number | null; readonly lengthMs: number | null };

type Reader = {
  /** Where the load before ended; null where that is wrong. */
  readonly level: number | null;
  readonly readLevel: ReadLevel;
  readonly problems: ProblemList;
  readonly constantKey: string;
};

function lineOf(path: ScenarioPath, load: LoadFile, reader: Reader): Line {
  const { level, readLevel, problems, constantKey } = reader;
  const length = (key: string, given: Duration): number | null =>
    durationMs(problems, [...path, key], given, 'above 0');
  if (load.kind === 'ramping-vus' || load.kind === 'ramping-arrival-rate') {
    const from = load.from === undefined ? (level ?? 0) : readLevel(path, 'from', load.from, '0 or more');
    const to = readLevel(path, 'to', load.to, '0 or more');
    return { from, to, lengthMs: length('over', load.over) };
  }
  const constant = load.kind === 'constant-arrival-rate' ? load.rate : load.vus;
  const to = readLevel(path, constantKey, constant, 'above 0');
  return { from: to, to, lengthMs: load.for === undefined ? null : length('for', load.for) };
}

/** One for all loads of a list. */
function arrivalOf(problems: ProblemList, entries: readonly Entry[]): Arrival | null {
  let arrival: Arrival | undefined;
  for (const { path, load } of entries) {
    const own = 'arrival' in load ? load.arrival : undefined;
    if (own === undefined) continue;
    if (arrival !== undefined && own !== arrival) {
      const at = [...path, 'arrival'];
      return problems.refuse(at, `${keyOf(at)} is ${arrival} above: loads in a row have one`, 'name it once');
    }
    arrival = own;
  }
  return arrival ?? 'uniform';
}
