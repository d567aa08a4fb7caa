// Hot path: draws a row for every iteration.
import { describeCause, InrushError } from '../../base/errors.ts';
import type { DataPlan } from '../../plan/flows-plan.ts';
import { FlowError } from '../scope.ts';
import { noRow, type RowOrder, rowOrder, type Stripe } from './row-order.ts';
import { type Row, RowReader } from './row-reader.ts';

/**
 * Draws the rows of one source in one worker, for users and iterations of all lanes alike: only so is no `unique` row
 * drawn twice.
 */
export class RowDraw {
  readonly #plan: DataPlan;
  readonly #reader: RowReader;
  readonly #next: RowOrder;
  #isUsedUp = false;

  constructor(plan: DataPlan, stripe: Stripe) {
    this.#plan = plan;
    this.#reader = openReader(plan);
    this.#next = rowOrder(plan, plan.rowCount, stripe);
  }

  /** null where the rows are used up and the load is to end; throws a {@link FlowError} where that is a failure. */
  draw(): Row | null {
    const index = this.#next();
    if (index !== noRow) return this.#reader.read(index);
    this.#isUsedUp = true;
    if (this.#plan.onEnd === 'fail') throw new FlowError('data', this.whyNone);
    return null;
  }

  /** A row was asked for, and this worker's part of them had been drawn. */
  get isUsedUp(): boolean {
    return this.#isUsedUp;
  }

  /** `users.csv: all 1,000 rows were used` */
  get whyNone(): string {
    const count = this.#plan.rowCount;
    const rows = count === 1 ? 'its only row was' : `all ${count.toLocaleString('en-US')} rows were`;
    return `${this.#plan.from}: ${rows} used`;
  }

  close(): void {
    this.#reader.close();
  }
}

function openReader(plan: DataPlan): RowReader {
  try {
    return new RowReader(plan);
  } catch (error) {
    const message = `${plan.from}: the rows can't be read any more: ${describeCause(error)}`;
    throw new InrushError('cannot-run', [{ message }], { cause: error });
  }
}
