import type { Exchange } from '../http/exchange.ts';
import type { IterationFailure } from './scope.ts';

/** How an iteration ended: `null` as it should, `interrupted` when the run was over before it. */
export type IterationEnd = IterationFailure | 'interrupted' | null;

export type Placed = Pick<Exchange, 'row' | 'plannedAt' | 'dispatchedAt'>;

/** Hears what users do. Instants are of the run's clock; `plannedAt` is NaN in a closed model. */
export interface FlowRecorder {
  /** Index of the row of that name in results. */
  rowOf(name: string): number;
  onIterationStart(startedAt: number, plannedAt: number): void;
  /** `example` says what exactly ended it early. */
  onIterationEnd(startedAt: number, plannedAt: number, end: IterationEnd, example: string): void;
  /** Right before `onStart`; of no effect in a closed model. */
  onRequestPlanned(plannedAt: number): void;
  /** A request is sent. */
  onStart(exchange: Exchange): void;
  /** It has ended, and is judged. */
  onEnd(exchange: Exchange): void;
  /** A request's, or what stands for the function that checks. */
  onCheck(placed: Placed, label: string, passed: boolean, example: () => string): void;
}
