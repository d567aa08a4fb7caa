import type { Problem } from '../../base/errors.ts';
import { fewestOfPart } from '../../inference/change-points.ts';
import type { InconclusivePolicy } from '../verdict.ts';
import type { TrendDesign } from './trend-result.ts';

/** How a trend is to be looked for. */
export type TrendShape = {
  /** As thresholds name them, in place of the usual ones. */
  readonly metrics?: readonly string[];
  /** The smallest effect that matters, as a share [0.03]. */
  readonly minEffect?: number;
  /** How unlikely a change must be where there is none [0.001]. */
  readonly maxPValue?: number;
  /** Only the newest so many runs [all]. */
  readonly last?: number;
  /** Gates: whether something got worse within the newest so many runs [none]. */
  readonly gatedRuns?: number;
  /** What gates that can't be decided come to in the exit code [pass]. */
  readonly inconclusive?: InconclusivePolicy;
};

/** A point less is hardly ever an accident of the machine, and one of ten is worth a look. */
const minPoints = 0.1;
/** Anything may be a change from there up. */
const largestPValue = 0.5;

/** Every default resolved. */
export function designOf(shape: TrendShape): TrendDesign {
  return {
    maxPValue: shape.maxPValue ?? 0.001,
    minEffect: shape.minEffect ?? 0.03,
    minPoints,
    gatedRuns: shape.gatedRuns ?? null,
    inconclusive: shape.inconclusive ?? 'pass',
  };
}

/** What a trend can't be asked for; all of it at once. */
export function shapeProblems({
  minEffect = 0.03,
  maxPValue = 0.001,
  last,
  gatedRuns,
}: TrendShape): Problem[] {
  return [
    ...(minEffect > 0 && minEffect < 1
      ? []
      : [
          {
            message: `--min-effect must be above 0 % and below 100 %, got ${minEffect * 100} %`,
            hint: 'such as --min-effect 3%',
          },
        ]),
    ...(maxPValue > 0 && maxPValue <= largestPValue
      ? []
      : [
          {
            message: `--p-value must be above 0 and at most ${largestPValue}, got ${maxPValue}`,
            hint: 'such as --p-value 0.001',
          },
        ]),
    ...countProblems('--last', last),
    ...countProblems('--fail-on-alert', gatedRuns),
    ...windowProblems(last, gatedRuns),
  ];
}

function countProblems(flag: string, count: number | undefined): Problem[] {
  if (count === undefined || (Number.isSafeInteger(count) && count >= 1)) return [];
  return [{ message: `${flag} must be a whole number of runs above 0, got ${count}` }];
}

function windowProblems(last: number | undefined, gatedRuns: number | undefined): Problem[] {
  if (gatedRuns === undefined || !(gatedRuns >= 1)) return [];
  if (gatedRuns < fewestOfPart) {
    const message = `--fail-on-alert ${gatedRuns} could never fail: a change takes ${fewestOfPart} runs to show`;
    return [{ message, hint: `use ${fewestOfPart} or more` }];
  }
  const fewest = gatedRuns + fewestOfPart;
  if (last === undefined || !(last >= 1) || last >= fewest) return [];
  const message = `--last ${last} leaves too few runs before the newest ${gatedRuns}`;
  return [{ message, hint: `use --last ${fewest} or more` }];
}
