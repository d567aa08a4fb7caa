import { foldVerdict, type GateVerdict } from '../gate/verdict.ts';
import type { GateOutcome, Trust } from '../summary/result.ts';
import { clip } from './fit.ts';
import { formatNumber, noNumber } from './format.ts';
import { columns, field } from './layout.ts';
import type { Paint, Palette } from './palette.ts';

const expressionWidth = 30;
const valueWidth = 19;

/** The gates' common verdict, then a line for each: the condition, and what was measured. */
export function verdictLines(gates: readonly GateOutcome[], trust: Trust, palette: Palette): string[] {
  if (gates.length === 0) return [];
  const { verdict, tally } = jointVerdict(gates, trust);
  const rows = gates.map((gate) => [
    paintFor(gate.verdict, palette)(gate.verdict),
    clip(conditionOf(gate, gates), expressionWidth),
    clip(valueText(gate), valueWidth),
  ]);
  const head = ['', palette.dim(conditionHead(gates)), palette.dim('measured')];
  return field(
    'verdict',
    [
      `${palette.bold(paintFor(verdict, palette)(verdict.toUpperCase()))} · ${tally}`,
      ...columns([head, ...rows], ['left', 'left', 'right'], 2),
    ],
    palette.dim,
  );
}

/** What a condition means when it is true; each says so itself where they don't mean the same. */
export function conditionHead(gates: readonly GateOutcome[]): string {
  if (gates.every(({ holds }) => holds === 'fails')) return 'fail if';
  return gates.every(({ holds }) => holds === 'passes') ? 'must hold' : 'condition';
}

/** See {@link conditionHead}. */
export function conditionOf({ expression, holds }: GateOutcome, gates: readonly GateOutcome[]): string {
  if (conditionHead(gates) !== 'condition') return expression;
  return holds === 'fails' ? `fail if ${expression}` : `need ${expression}`;
}

/** What all gates come to, and `2 of 3 gates passed`. */
export function jointVerdict(
  gates: readonly GateOutcome[],
  trust: Trust,
): { readonly verdict: GateVerdict; readonly tally: string } {
  const verdict = foldVerdict(gates, trust.level);
  const passed = gates.filter((gate) => gate.verdict === 'passed').length;
  const distrust = verdict === 'invalid' ? ", on numbers that can't be trusted" : '';
  return {
    verdict,
    tally: `${passed} of ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'} passed${distrust}`,
  };
}

/** With as many digits as tell it from the limit. */
export function valueText(gate: GateOutcome): string {
  if (gate.value === null) return noNumber;
  const number = formatNumber(gate.value, digitsToTellApart(gate.value, gate.limit));
  return ['', '/s', '×'].includes(gate.unit) ? `${number}${gate.unit}` : `${number} ${gate.unit}`;
}

function paintFor(verdict: GateVerdict | GateOutcome['verdict'], palette: Palette): Paint {
  switch (verdict) {
    case 'passed':
      return palette.green;
    case 'inconclusive':
      return palette.yellow;
    default:
      return palette.red;
  }
}

/** 500.04 ms must not print as 500 ms beside `p95 > 500ms`, failed. */
function digitsToTellApart(value: number, limit: number | null): number {
  if (limit === null) return 3;
  const isEnough = (digits: number): boolean => formatNumber(value, digits) !== formatNumber(limit, digits);
  return value === limit ? 3 : ([3, 4, 5, 6, 8, 10, 12].find(isEnough) ?? 15);
}
