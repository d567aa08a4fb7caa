import type { GateOutcome } from '../summary/result.ts';
import { intervalHead, intervalText, marginText, valueText } from './gate-cells.ts';
import { conditionHead, conditionOf } from './verdict-lines.ts';

/** A column of a table of gates, after their verdicts; `order` is the number that its text stands for. */
export type GateColumn = {
  readonly head: string;
  /** Not as somebody wrote it in a file or a flag. */
  readonly isOurs: boolean;
  readonly textOf: (gate: GateOutcome) => string;
  readonly order: ((gate: GateOutcome) => number | null) | null;
};

/** Condition and measured value, and what else any of the gates has a word for: interval, margin, note. */
export function gateColumns(gates: readonly GateOutcome[]): readonly GateColumn[] {
  const condition = (gate: GateOutcome): string => conditionOf(gate, gates);
  const others: readonly GateColumn[] = [
    ours(intervalHead(gates), intervalText, ({ interval }) => interval?.low ?? null),
    ours('margin', marginText, ({ margin }) => margin),
    ours('note', ({ note }) => note ?? '', null),
  ];
  return [
    { head: conditionHead(gates), isOurs: false, textOf: condition, order: null },
    ours('measured', valueText, ({ value }) => value),
    ...others.filter(({ textOf }) => gates.some((gate) => textOf(gate) !== '')),
  ];
}

function ours(head: string, textOf: GateColumn['textOf'], order: GateColumn['order']): GateColumn {
  return { head, isOurs: true, textOf, order };
}
