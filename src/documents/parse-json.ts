import type { Parsed } from '../base/units.ts';

/** Any JSON, or why it isn't some, with line and column: `it ends in the middle, at line 12, column 4`. */
export function parseJson(text: string): Parsed<unknown> {
  // Some editors put a byte order mark in front.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return { ok: false, message: 'it is empty' };
  try {
    const value: unknown = JSON.parse(json);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, message: explain(json, error instanceof Error ? error.message : String(error)) };
  }
}

/** V8 tells a position only for what is wrong before the end, and each version words it in its own way. */
function explain(json: string, message: string): string {
  const position = Number(/at position (\d+)/.exec(message)?.[1] ?? NaN);
  const isCut = /end of JSON input|unterminated string/i.test(message) || position >= json.trimEnd().length;
  if (isCut) return `it ends in the middle, at ${place(json, json.trimEnd().length)}`;
  if (Number.isNaN(position)) return 'it is not JSON';
  return `it is not JSON at ${place(json, position)}`;
}

function place(json: string, position: number): string {
  const lines = json.slice(0, position).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}
