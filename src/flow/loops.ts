import type { Loop } from './program.ts';
import { FlowError, type Scope } from './scope.ts';

/** More than any script means; an endless loop would hold up a worker. */
const mostTurns = 1_000_000;

/** Where a virtual user is in the loops that it is inside of. */
export class Loops {
  readonly #turn: number[] = [];
  readonly #turns: number[] = [];
  readonly #items: (readonly unknown[] | null)[] = [];

  /** Answers whether there is a first turn. */
  enter({ depth, over, as }: Loop, scope: Scope): boolean {
    const value = over.value(scope);
    const items = over.kind === 'list' ? listOf(value) : null;
    this.#items[depth] = items;
    this.#turns[depth] = items === null ? turnsOf(value) : items.length;
    this.#turn[depth] = 0;
    return this.#begin(depth, as, scope);
  }

  /** Answers whether there is another turn. */
  again({ depth, as }: Loop, scope: Scope): boolean {
    this.#turn[depth] = (this.#turn[depth] ?? 0) + 1;
    return this.#begin(depth, as, scope);
  }

  #begin(depth: number, as: string | null, { vars }: Scope): boolean {
    const turn = this.#turn[depth] ?? 0;
    if (turn >= (this.#turns[depth] ?? 0)) return false;
    const items = this.#items[depth] ?? null;
    if (as !== null) vars[as] = items === null ? turn : items[turn];
    return true;
  }
}

function turnsOf(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostTurns) return value;
  throw new FlowError('expression', `repeat needs a whole number from 0 to 1,000,000, got ${shown(value)}`);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new FlowError('expression', `forEach needs a list, got ${shown(value)}`);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}
