/** The event loop's two ways to wait, as a seam for tests in virtual time. Each answers how to cancel. */
export interface Timers {
  after(delayMs: number, callback: () => void): () => void;
  /** As soon as the loop has served what is ready. */
  soon(callback: () => void): () => void;
}

/** Node takes a longer delay for 1 ms. */
const longestTimerMs = 2 ** 31 - 1;

export const realTimers: Timers = {
  after: (delayMs, callback) => {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number): void => {
      const nextMs = Math.min(leftMs, longestTimerMs);
      timer = setTimeout(() => (nextMs < leftMs ? wait(leftMs - nextMs) : callback()), nextMs);
    };
    wait(delayMs);
    return () => clearTimeout(timer);
  },
  soon: (callback) => {
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  },
};
