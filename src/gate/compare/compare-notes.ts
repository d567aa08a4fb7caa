import { assertNever } from '../../base/assert.ts';
import type { CompareDesign, CompareMethod } from './compare-result.ts';
import type { ComparedSide } from './compared-side.ts';
import { unitCount } from './sessions.ts';

/** What a reader should know before he believes the figures. */
export function compareNotes(
  base: ComparedSide,
  head: ComparedSide,
  method: CompareMethod,
  design: Pick<CompareDesign, 'runNoise' | 'unit'>,
  missing: readonly string[],
): string[] {
  return [
    ...methodNotes(base, head, method, design),
    ...missing,
    ...[base, head].flatMap(({ label, measured }) =>
      measured.kind === 'baseline' && measured.baseline.trust !== 'ok'
        ? [`${label} was recorded in runs of ${measured.baseline.trust} trust`]
        : [],
    ),
    ...(base.inrush === head.inrush ? [] : [`measured by inrush ${base.inrush} and by ${head.inrush}`]),
  ];
}

function methodNotes(
  base: ComparedSide,
  head: ComparedSide,
  method: CompareMethod,
  { runNoise, unit }: Pick<CompareDesign, 'runNoise' | 'unit'>,
): string[] {
  const units = `${unitCount(base.units)} against ${unitCount(head.units)} ${unit}s`;
  const apart =
    'the sides were not measured in the same hours, in which a machine may differ more than from run to run: the runs of a session count as one';
  return [...(unit === 'session' ? [apart] : []), ...noiseNotes(units, unit, method, runNoise)];
}

function noiseNotes(
  units: string,
  unit: CompareDesign['unit'],
  method: CompareMethod,
  runNoise: CompareDesign['runNoise'],
): string[] {
  switch (method) {
    case 'rank-sum':
      return [];
    case 't':
      return [
        `${units} are too few to judge by their order alone: their noise is taken for log-normal, and alike on both sides`,
      ];
    case 'assumed-noise': {
      const percent = `${Number((100 * (runNoise?.share ?? 0)).toPrecision(3))} %`;
      const says = `${units} can't tell how much one ${unit} differs from the next: taken for ${percent}`;
      const better = unit === 'run' ? 'take several runs a side' : 'take turns with inrush ab';
      return [
        runNoise?.isGuess === true
          ? `${says}, and as that is a guess only large effects count; say it with --run-noise, or ${better}`
          : `${says}, as --run-noise says`,
      ];
    }
    default:
      return assertNever(method);
  }
}
