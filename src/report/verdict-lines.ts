import { foldVerdict, type GateVerdict } from '../gate/verdict.ts';
import type { GateOutcome, Trust } from '../summary/result.ts';
import { clip, reportWidth, wrap } from '../base/fit.ts';
import { intervalHead, intervalText, marginText, valueText } from './gate-cells.ts';
import { columns, field, firstThatFits } from './layout.ts';
import type { Paint, Palette } from './palette.ts';

export { valueText } from './gate-cells.ts';

const expressionWidth = 30;
const valueWidth = 19;
const marginWidth = 11;
const alignments = ['left', 'left', 'right', 'right', 'right'] as const;
const indent = '  ';
/** Under the condition that it belongs to. */
const noteIndent = ' '.repeat(16);

/**
 * The gates' common verdict, then a line for each: the condition, what was measured, where the true value lies, how far it
 * is from the limit; below it what the verdict doesn't say.
 */
export function verdictLines(gates: readonly GateOutcome[], trust: Trust, palette: Palette): string[] {
  if (gates.length === 0) return [];
  const { verdict, tally } = jointVerdict(gates, trust);
  const head = `${palette.bold(paintFor(verdict, palette)(verdict.toUpperCase()))} · ${tally}`;
  return [
    ...field('verdict', [head], palette.dim),
    ...firstThatFits([() => gateRows(gates, palette, true), () => gateRows(gates, palette, false)]),
  ];
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

/** Where there is no room for a column of intervals each stands in the line below. */
function gateRows(gates: readonly GateOutcome[], palette: Palette, hasIntervals: boolean): string[] {
  const sure = intervalHead(gates);
  const rows = gates.map((gate) => [
    paintFor(gate.verdict, palette)(gate.verdict),
    clip(conditionOf(gate, gates), expressionWidth),
    clip(valueText(gate), valueWidth),
    hasIntervals ? intervalText(gate) : '',
    clip(marginText(gate), marginWidth),
  ]);
  const heads = ['', conditionHead(gates), 'measured', sure, 'margin'];
  const isUsed = heads.map((_head, index) => index < 3 || rows.some((row) => row[index] !== ''));
  const used = <T>(cells: readonly T[]): T[] => cells.filter((_cell, index) => isUsed[index] === true);
  const head = used(heads).map((text) => (text === '' ? '' : palette.dim(text)));
  const lines = columns([head, ...rows.map(used)], used(alignments), 2);
  return lines.flatMap((line, index) => {
    const gate = gates[index - 1];
    const notes = gate === undefined ? [] : notesOf(gate, hasIntervals ? null : sure);
    return [`${indent}${line}`, ...notes.map((text) => `${noteIndent}${palette.dim(text)}`)];
  });
}

function notesOf(gate: GateOutcome, sure: string | null): string[] {
  const interval = intervalText(gate);
  const parts = [
    ...(sure === null || interval === '' ? [] : [`${sure}: ${interval}`]),
    ...(gate.note === null ? [] : [gate.note]),
  ];
  return parts.length === 0 ? [] : wrap(parts.join('; '), reportWidth - noteIndent.length);
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
