import { mostDepth, tooDeep } from './data-limits.ts';

/** Names of values over all rows, of which expressions may use any. */
const mostColumns = 10_000;

/** Sees that rows are objects which can be used, and gathers the names of their values. */
export class RowShape {
  readonly #columns = new Set<string>();

  /** In the order of their first appearance. */
  get columns(): readonly string[] {
    return [...this.#columns];
  }

  /** What is wrong with a row; null when it may be used. */
  problemOf(row: unknown): string | null {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      return `a row must be an object, this is ${described(row)}`;
    }
    if (Object.hasOwn(row, '__proto__')) return 'a value of a row must not be called __proto__';
    for (const name of Object.keys(row)) {
      if (this.#columns.has(name)) continue;
      if (this.#columns.size === mostColumns) return `rows have more than ${mostColumns} different names`;
      this.#columns.add(name);
    }
    return isDeeper(row, mostDepth) ? tooDeep : null;
  }
}

function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  const values: unknown[] = Object.values(value);
  for (const inner of values) {
    if (typeof inner === 'object' && inner !== null && isDeeper(inner, levels - 1)) return true;
  }
  return false;
}

function described(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
