import { StringDecoder } from 'node:string_decoder';

const mostLines = 20;
const longestLine = 500;
/** Of a piece of output, so that a server that writes without end costs little: more than the lines that are kept. */
const mostBytes = (mostLines + 1) * longestLine * 4;

const colourSequence = /\p{Cc}\[[\d;?]*[@-~]/gu;
const unprintable = /\p{C}/gu;

/**
 * The last lines that a server wrote, in bounded memory: harmless to a terminal, and cut with `…` where they are too long.
 */
export class OutputTail {
  #lines: string[] = [];
  readonly #streams: OutputStream[] = [];
  readonly #listeners = new Set<(line: string) => void>();
  readonly #redact: (text: string) => string;

  constructor(redact: (text: string) => string = (text) => text) {
    this.#redact = redact;
  }

  /** Where one stream of its output goes. */
  stream(): (bytes: Buffer) => void {
    const stream = new OutputStream();
    this.#streams.push(stream);
    return (bytes) => {
      const whole =
        this.#listeners.size === 0 && bytes.length > mostBytes ? bytes.subarray(-mostBytes) : bytes;
      this.#keep(stream.linesIn(whole));
    };
  }

  /** Called for every line from now on, until the answer is called; without listeners most lines are never looked at. */
  onLine(listener: (line: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Begun lines included. */
  lines(): readonly string[] {
    const begun = this.#streams.map(({ begun: text }) => text).filter((text) => text !== '');
    return [...this.#lines, ...begun]
      .map((line) => this.#shown(line))
      .filter((line) => line !== '')
      .slice(-mostLines);
  }

  #keep(lines: readonly string[]): void {
    if (this.#listeners.size > 0) {
      for (const line of lines.map((each) => this.#shown(each))) {
        for (const listener of this.#listeners) listener(line);
      }
    }
    const last = lines.slice(-mostLines).map((line) => line.slice(0, 2 * longestLine));
    this.#lines = [...this.#lines, ...last].slice(-mostLines);
  }

  #shown(line: string): string {
    return harmless(this.#redact(line.slice(0, 2 * longestLine)));
  }
}

class OutputStream {
  readonly #decoder = new StringDecoder('utf8');
  begun: string = '';

  linesIn(bytes: Buffer): readonly string[] {
    const lines = `${this.begun}${this.#decoder.write(bytes)}`.split('\n');
    // More than is shown, to know that there was more, and for secrets to be whole.
    this.begun = (lines.pop() ?? '').slice(0, 2 * longestLine);
    return lines;
  }
}

function harmless(line: string): string {
  const text = line
    .replaceAll(colourSequence, '')
    .replaceAll('\t', '  ')
    .trimEnd()
    .replaceAll(unprintable, '\ufffd');
  return text.length <= longestLine ? text : `${text.slice(0, longestLine)}…`;
}
