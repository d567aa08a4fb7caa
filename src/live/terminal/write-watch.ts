/** A stream whose text shows on the terminal that is drawn on. */
export type WatchedStream = Pick<NodeJS.WriteStream, 'write'>;

/**
 * Tells of whatever else is written to these streams, just before it is: the code of a scenario, a note, a report. Nobody has
 * to know what is drawn at the time.
 */
export class WriteWatch {
  readonly #restore: (() => void)[] = [];

  constructor(streams: readonly WatchedStream[], onForeign: (text: string) => void) {
    for (const stream of new Set(streams)) {
      const { write } = stream;
      stream.write = new Proxy(write, {
        apply: (target, self, args: unknown[]): unknown => {
          onForeign(String(args[0]));
          return Reflect.apply(target, self, args);
        },
      });
      this.#restore.push(() => void (stream.write = write));
    }
  }

  end(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }
}
