import { Duplex } from 'node:stream';

/** The other side of a client in this process: answers the first write with latin1 text and then closes. */
export class AnsweringSocket extends Duplex {
  /** The client has seen the end of what the server sends. */
  sawEnd: boolean = false;
  readonly #pieces: string[];
  #isAnswered = false;

  /** `cuts` are the offsets at which the text is cut into pieces that arrive one by one, ascending. */
  constructor(text: string, cuts: readonly number[]) {
    super();
    this.on('end', () => (this.sawEnd = true));
    this.#pieces = [...cuts, text.length].map((to, index) => text.slice(cuts[index - 1] ?? 0, to));
  }

  /** For clients that let the process end while a socket is idle. */
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(_bytes: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    callback();
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.#answer();
  }

  /** By the next turn everything that a piece leads to has happened. */
  #answer(): void {
    if (this.destroyed) return;
    const piece = this.#pieces.shift();
    if (piece === undefined) {
      this.push(null);
      return;
    }
    if (piece !== '') this.push(piece, 'latin1');
    setImmediate(() => this.#answer());
  }
}
