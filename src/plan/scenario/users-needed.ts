import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { LoadFile } from '../../scenario/file/scenario-file.ts';
import { isOpen, type Load, mostVus, type OpenLoad } from '../../scenario/load.ts';
import type { ProblemList } from './problem-list.ts';
import { wholeNumber } from './quantity.ts';

/** Virtual users of a lane, over all workers. */
export type Users = { readonly vus: number; readonly maxVus: number };

const defaultMaxVus = 1000;
/** What an iteration takes besides its think times, as long as nobody says how many users are ready. */
const assumedIterationMs = 1000;

/**
 * Of a closed load as many as it says; of an open one as many as are busy at once at its highest rate, by Little's law,
 * if an iteration takes a second and its mean think times.
 */
export function usersNeeded(
  problems: ProblemList,
  path: ScenarioPath,
  { given, load, meanThinkMs }: NeedOfUsers,
): Users | null {
  if (!isOpen(load)) return { vus: mostVus(load), maxVus: mostVus(load) };
  const ready = mostGiven(problems, path, given, 'vus');
  const most = mostGiven(problems, path, given, 'maxVus');
  if (ready === null || most === null) return null;
  const busyAtOnce = Math.ceil((highestRatePerS(load) * (assumedIterationMs + meanThinkMs)) / 1000);
  const maxVus = most?.value ?? Math.max(defaultMaxVus, ready?.value ?? 0);
  const vus = ready?.value ?? Math.min(busyAtOnce, maxVus);
  if (vus <= maxVus) return { vus, maxVus };
  return problems.refuse(ready?.path ?? path, `vus is ${vus}, more than maxVus, ${maxVus}`);
}

export type NeedOfUsers = {
  readonly given: LoadFile | readonly LoadFile[];
  readonly load: Load;
  /** Of one iteration. */
  readonly meanThinkMs: number;
};

type Given = { readonly value: number; readonly path: ScenarioPath };

/** The highest of all loads of a list; undefined where none says it, null where one is wrong. */
function mostGiven(
  problems: ProblemList,
  path: ScenarioPath,
  given: LoadFile | readonly LoadFile[],
  key: 'vus' | 'maxVus',
): Given | null | undefined {
  const loads =
    'kind' in given
      ? [{ at: path, load: given }]
      : given.map((load, index) => ({ at: [...path, index], load }));
  const numbers = loads.flatMap(({ at, load }) => {
    const isRate = load.kind === 'constant-arrival-rate' || load.kind === 'ramping-arrival-rate';
    const text = isRate ? load[key] : undefined;
    if (text === undefined) return [];
    const value = wholeNumber(problems, [...at, key], text, 'above 0');
    return [value === null ? null : { value, path: [...at, key] }];
  });
  let most: Given | undefined;
  for (const number of numbers) {
    if (number === null) return null;
    if (most === undefined || number.value > most.value) most = number;
  }
  return most;
}

function highestRatePerS(load: OpenLoad): number {
  if (load.kind === 'constant-arrival-rate') return load.ratePerS;
  return Math.max(load.startRatePerS, ...load.stages.map(({ targetPerS }) => targetPerS));
}
