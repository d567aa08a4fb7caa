import { foldVerdict } from '../gate/verdict.ts';
import type { CompareResult, CompareSide } from '../gate/compare/compare-result.ts';
import { formatCount, formatNumber } from './format.ts';

export const changeHeads = { base: 'baseline', head: 'candidate' } as const;

/** `10 runs from 2026-05-04 on, of which 9 count` */
export function sideText({ source, runs, sessions, leftOut, startedAt }: CompareSide): string {
  const all = runs + leftOut.length;
  const count = `${formatCount(all)} ${all === 1 ? 'run' : 'runs'}`;
  const counted =
    leftOut.length === 0 ? '' : `, of which ${runs === 1 ? '1 counts' : `${formatCount(runs)} count`}`;
  const spread = sessions > 1 ? ` in ${formatCount(sessions)} sessions` : '';
  return `${source === 'baseline' ? 'baseline of ' : ''}${count}${spread} from ${startedAt.slice(0, 10)} on${counted}`;
}

/** What was measured, of each side where that isn't the same. */
export function targetText({ scenario, base, head }: CompareResult): string {
  const [ofBase, ofHead] = [base, head].map(({ target }) => `${target.method} ${target.url}`);
  if (scenario !== null) return `${scenario} at ${head.target.url}`;
  return ofBase === ofHead ? (ofHead ?? '') : `${ofBase ?? ''} and ${ofHead ?? ''}`;
}

/** How verdicts come about. */
export function methodParts({ method, design }: CompareResult): string[] {
  const tests = {
    'rank-sum': 'exact rank-sum test',
    t: "Student's t of logarithms",
    'assumed-noise': 'assumed noise',
  } as const;
  return [
    tests[method],
    `chance of a false alarm ${percent(design.alpha)} in all`,
    `${percent(design.minEffect)} or ${formatNumber(design.minPoints)} points matter`,
  ];
}

/** What it means for the exit code that a gate can't be decided; null where all are. */
export function policyText({
  gates,
  trust,
  design,
}: Pick<CompareResult, 'gates' | 'trust'> & {
  readonly design: Pick<CompareResult['design'], 'inconclusive'>;
}): string | null {
  if (foldVerdict(gates, trust.level) !== 'inconclusive') return null;
  return design.inconclusive === 'pass'
    ? 'which passes here; --inconclusive fail makes it exit 98'
    : 'which fails here: --inconclusive fail';
}

/** Why nothing is gated; nothing where something is. */
export function differenceTexts({ differences }: CompareResult): readonly string[] {
  return differences.map((difference) => `not the same: ${difference}`);
}

export function leftOutTexts({ base, head }: CompareResult): string[] {
  return [base, head].flatMap(({ label, leftOut }) =>
    leftOut.map(({ name, reason }) =>
      name === label ? `${name}: ${reason}` : `${label}: ${name}: ${reason}`,
    ),
  );
}

function percent(share: number): string {
  return `${formatNumber(100 * share)} %`;
}
