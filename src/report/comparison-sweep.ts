import { assertNever } from '../base/assert.ts';
import type { ComparedSide, Sweep } from '../modes/sync-vs-async/comparison-result.ts';
import { wrap } from '../base/fit.ts';
import {
  formatCount,
  formatLatency,
  formatNumber,
  formatPercent,
  formatRate,
  formatRatio,
  formatShortCount,
  noNumber,
} from './format.ts';
import { columns, field, fieldWidth, firstThatFits } from './layout.ts';
import type { Palette } from './palette.ts';
import { percentileCell, squeezed } from './series.ts';

/** Level by level, and what that says; nothing without a sweep. */
export function sweepLines(sweep: Sweep | null, palette: Palette): string[] {
  if (sweep === null) return [];
  const [head = [], ...rows] = sweepRows(sweep);
  const table = [head.map((label) => palette.dim(label)), ...rows];
  const alignments = head.map(() => 'right' as const);
  return firstThatFits([
    () => columns(table, alignments, 2),
    () => columns(table, alignments, 1),
    () =>
      columns(
        table.map((row) => row.map(squeezed)),
        alignments,
        1,
      ),
  ]);
}

/** The reading of a sweep under its labels. */
export function sweepFields(sweep: Sweep | null, palette: Palette): string[] {
  if (sweep === null) return [];
  return sweepSentences(sweep).flatMap(([label, sentences]) =>
    field(
      label,
      sentences.flatMap((sentence) => wrap(sentence, fieldWidth)),
      palette.dim,
    ),
  );
}

/** The table as text, headed. */
export function sweepRows({ levels }: Sweep): string[][] {
  const head = ['in flight', 'wall time', 'ok/s', 'speed-up', 'efficiency', 'p50', 'p99', 'failed'];
  return [head, ...levels.map(levelCells)];
}

/** What was left out, the knee and the scaling law, each as sentences. */
export function sweepSentences(sweep: Sweep): (readonly [label: string, sentences: readonly string[]])[] {
  const { leftOut } = sweep;
  const levels = leftOut.map(formatCount).join(', ');
  return [
    ['knee', [kneeSentence(sweep)]],
    ['scaling law', lawSentences(sweep)],
    ['left out', leftOut.length === 0 ? [] : [`${levels} in flight: not the same work as sync, see failed`]],
  ];
}

function levelCells(level: ComparedSide): string[] {
  const { concurrency, wallMs, okPerS, effect, p50Us, p99Us, failed, serviceTime } = level;
  return [
    formatCount(concurrency),
    formatLatency(wallMs * 1000),
    formatRate(okPerS),
    effect.speedup === null ? noNumber : formatRatio(effect.speedup),
    effect.scalingEfficiency === null ? noNumber : formatPercent(effect.scalingEfficiency),
    percentileCell(p50Us, serviceTime),
    percentileCell(p99Us, serviceTime),
    formatShortCount(failed),
  ];
}

function kneeSentence({ knee }: Sweep): string {
  switch (knee.kind) {
    case 'found': {
      const beside = [knee.above, knee.below].filter((level) => level !== null).map(formatCount);
      const tried =
        beside.length === 1 ? `next level tried: ${beside[0]}` : `levels beside it: ${beside.join(', ')}`;
      return `${formatCount(knee.concurrency)} in flight: beyond it latency grows faster than throughput (${tried})`;
    }
    case 'beyond':
      return `none up to ${formatCount(knee.upTo)} in flight: throughput still grew faster than latency`;
    case 'too-few-levels':
      return tooFew(knee);
    default:
      return assertNever(knee);
  }
}

function lawSentences({ law }: Sweep): string[] {
  switch (law.kind) {
    case 'fitted': {
      const { lambdaPerS, sigma, kappa, largestError, peak, upTo } = law;
      return [
        `X(N) = λN ÷ (1 + σ(N − 1) + κN(N − 1)), off by at most ${formatPercent(largestError)}`,
        `λ ${formatRate(lambdaPerS)}/s · contention σ ${formatNumber(sigma)} · coherency κ ${formatNumber(kappa)}`,
        peak === null
          ? `no peak up to N = ${formatCount(upTo)}`
          : `peak of ${formatRate(peak.perS)}/s near N = ${formatCount(Math.round(peak.concurrency))}, then it falls`,
      ];
    }
    case 'poor-fit':
      return [
        `the Universal Scalability Law doesn't fit: it is off by up to ${formatPercent(law.largestError)}`,
      ];
    case 'too-few-levels':
      return [tooFew(law)];
    default:
      return assertNever(law);
  }
}

function tooFew({ levels, needed }: { readonly levels: number; readonly needed: number }): string {
  return `needs ≥ ${needed} levels that can be compared, there ${levels === 1 ? 'is' : 'are'} ${levels}`;
}
