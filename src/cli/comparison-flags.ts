import { parseCount, type Parsed } from '../base/units.ts';
import type { ComparisonShape } from '../modes/sync-vs-async/comparison-plan.ts';
import { reading } from './flag.ts';
import type { ScenarioFlag } from './scenario-draft.ts';

/** A comparison's shape while flags are read into it. */
export type ShapeDraft = { -readonly [Key in keyof ComparisonShape]: ComparisonShape[Key] };

/** Only for `sync-vs-async`: they say which sides there are, and go into a draft of their own. */
export function comparisonFlags(shape: ShapeDraft): readonly ScenarioFlag[] {
  return [
    {
      name: 'threads',
      group: 'Comparison:',
      value: 'N',
      describe: 'A third side: N processes, each sending one request at a time',
      read: reading(parseCount, (_scenario, count) => (shape.threads = count)),
    },
    {
      name: 'sweep',
      group: 'Comparison:',
      value: 'N,N,…',
      describe: 'Async at each of these concurrencies instead of -c; 1..64 doubles: 1,2,4,…,64',
      read: reading(parseLevels, (_scenario, levels) => (shape.sweep = levels)),
    },
    {
      name: 'rounds',
      group: 'Comparison:',
      value: 'N',
      describe: 'Let the sides take turns N times, every second time backwards [1]',
      read: reading(parseCount, (_scenario, count) => (shape.rounds = count)),
    },
  ];
}

/** `1,2,4,8`, `1..64`, or both: `1..8,12,16`. A range doubles its start and ends at its end. */
export function parseLevels(text: string): Parsed<readonly number[]> {
  const levels: number[] = [];
  for (const part of text.split(',')) {
    const [first, last, ...rest] = part.split('..').map(parseCount);
    if (first?.ok !== true || (last !== undefined && !last.ok) || rest.length > 0) {
      return refuse(`"${part}" is not a concurrency such as 8, or a range such as 1..64`);
    }
    const range = last === undefined ? [first.value] : doubling(first.value, last.value);
    if (range.length === 0) return refuse(`"${part}" is not a range from low to high, such as 1..64`);
    levels.push(...range);
  }
  return { ok: true, value: levels };
}

function doubling(first: number, last: number): number[] {
  if (first === 0 || first > last) return [];
  const levels: number[] = [];
  for (let level = first; level < last; level *= 2) levels.push(level);
  return [...levels, last];
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message };
}
