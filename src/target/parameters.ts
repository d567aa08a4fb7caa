import type { Parsed } from '../base/units.ts';
import { replyText } from './reply.ts';
import type { Call, Handler } from './router.ts';

/** Which numbers a path or a query may hold; `name` says what they mean, with the unit. */
export type NumberRule = {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
};

/** Reads the path's parameter by a rule; the answer to anything else is 400 and says what is expected. */
export function withNumber(rule: NumberRule, handle: (call: Call, value: number) => void): Handler {
  return (call) => {
    const number = parseNumber(call.parameter, rule);
    if (number.ok) handle(call, number.value);
    else replyText(call.response, 400, number.message);
  };
}

/** A number of the query; without the key it is the fallback. */
export type QueryRule = NumberRule & { readonly key: string; readonly fallback: number };

/** The same for the query: goes on with the number, or answers 400. */
export function withQueryNumber(call: Call, rule: QueryRule, then: (value: number) => void): void {
  const text = new URLSearchParams(call.query).get(rule.key) ?? String(rule.fallback);
  const number = parseNumber(text, rule);
  if (number.ok) then(number.value);
  else replyText(call.response, 400, `${rule.key}: ${number.message}`);
}

function parseNumber(text: string, rule: NumberRule): Parsed<number> {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value >= rule.min && value <= rule.max && (!rule.whole || Number.isInteger(value))) {
    return { ok: true, value };
  }
  const kind = rule.whole ? 'a whole number' : 'a number';
  return {
    ok: false,
    message: `expected ${rule.name}, ${kind} from ${rule.min} to ${rule.max}, got "${text}"`,
  };
}
