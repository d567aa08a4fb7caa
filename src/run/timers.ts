/** The event loop's two ways to wait, as a seam for tests in virtual time. Each answers how to cancel. */
export interface Timers {
  after(delayMs: number, callback: () => void): () => void;
  /** As soon as the loop has served what is ready. */
  soon(callback: () => void): () => void;
}

export const realTimers: Timers = {
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  soon: (callback) => {
    const immediate = setImmediate(callback);
    return () => clearImmediate(immediate);
  },
};
