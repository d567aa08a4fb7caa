import type { GateOutcome } from '../summary/result.ts';
import { formatNumber } from './format.ts';
import { intervalText, marginText, valueText } from './gate-cells.ts';

/** What a condition asks, whatever stands beside it: `fail if p95 > 500ms`, `p95 < 500ms`. */
export function gateName({ expression, holds }: GateOutcome): string {
  return holds === 'fails' ? `fail if ${expression}` : expression;
}

/** `measured 44.2 ms (95 % sure: 43.1 to 45.9 ms), limit 40 ms`: a gate in one line without its name. */
export function gateSentence(gate: GateOutcome): string {
  const range = sureText(gate);
  const measured = gate.value === null ? 'no such number was measured' : `measured ${valueText(gate)}`;
  const limit = gate.limit === null ? '' : `, limit ${limitText(gate)}`;
  return `${measured}${range === '' ? '' : ` (${range})`}${limit}${gate.note === null ? '' : `; ${gate.note}`}`;
}

/** The same in lines, for those who have room. */
export function gateFacts(gate: GateOutcome): string[] {
  const { verdict, limit, margin, note } = gate;
  const range = sureText(gate);
  return [
    `verdict: ${verdict}`,
    `measured: ${valueText(gate)}`,
    ...(range === '' ? [] : [range]),
    ...(limit === null ? [] : [`limit: ${limitText(gate)}`]),
    ...(margin === null ? [] : [`margin: ${marginText(gate)}`]),
    ...(note === null ? [] : [`note: ${note}`]),
  ];
}

function sureText(gate: GateOutcome): string {
  const { interval, unit } = gate;
  if (interval === null || (interval.low === null && interval.high === null)) return '';
  const shownUnit = unit === '' || unit === 'B' ? '' : ` ${unit}`;
  return `${formatNumber(100 * interval.confidence)} % sure: ${intervalText(gate)}${shownUnit}`;
}

/** As exact as the value beside it. */
function limitText(gate: GateOutcome): string {
  return valueText({ ...gate, value: gate.limit, limit: gate.value });
}
