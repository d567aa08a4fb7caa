// Hot path: runs for every hole of every request.
import { FlowError } from '../scope.ts';

/**
 * A value as the text that is sent for it: texts as they are, numbers and booleans as in JSON, lists and objects as
 * JSON. Nothing stands for a value that isn't there: that throws. `source` says what the value is of.
 */
export function valueText(value: unknown, source: () => string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) throw new FlowError('expression', `${source()} is null`);
  return jsonText(value, source);
}

/** As JSON; what JSON has no form for, such as a function, is null. */
export function jsonText(value: unknown, source: () => string): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw new FlowError('expression', `${source()} can't be written as JSON`, { cause });
  }
  return text ?? 'null';
}

/** What a value is, for messages: short, whatever it holds. */
export function valueKind(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') return `the text ${JSON.stringify(clipped(value))}`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
