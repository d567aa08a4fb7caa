import type { Page } from '../../report/html/page.ts';
import { updateSince } from './page-update.ts';

/** Of somebody who looks at one run; each holds one update at most that the browser hasn't taken yet. */
const mostStreams = 8;

/** What is needed of a server's response. */
export type StreamResponse = {
  readonly writableNeedDrain: boolean;
  readonly writableEnded: boolean;
  write(text: string): unknown;
  end(): unknown;
  on(event: 'close' | 'error', listener: () => void): unknown;
};

type Stream = {
  readonly response: StreamResponse;
  /** What its page shows when it has taken all that was sent. */
  shown: Page | null;
};

/**
 * The pages that are open, as server-sent events. One that is slow gets fewer updates, and the next one holds all that it missed:
 * nothing is stored up for it.
 */
export class EventStreams {
  readonly #streams = new Set<Stream>();

  get count(): number {
    return this.#streams.size;
  }

  get isFull(): boolean {
    return this.#streams.size >= mostStreams;
  }

  /** The whole page, since nobody knows what a browser that comes back has seen. */
  open(response: StreamResponse, page: Page): void {
    const stream: Stream = { response, shown: null };
    this.#streams.add(stream);
    response.on('close', () => this.#streams.delete(stream));
    // What is written to a connection that has just gone: its end is told next.
    response.on('error', () => {});
    response.write('retry: 1000\n\n');
    deliver(stream, new UpdateTexts(page), 'update');
  }

  update(page: Page): void {
    const texts = new UpdateTexts(page);
    for (const stream of this.#streams) {
      if (!stream.response.writableNeedDrain) deliver(stream, texts, 'update');
    }
  }

  /** The last that each of them gets. Answers when they have it, and after `withinMs` in any case. */
  async end(page: Page, withinMs: number): Promise<void> {
    const closed = [...this.#streams].map(
      ({ response }) => new Promise<void>((resolve) => void response.on('close', resolve)),
    );
    const texts = new UpdateTexts(page);
    for (const stream of this.#streams) {
      if (stream.response.writableEnded) continue;
      deliver(stream, texts, 'end');
      stream.response.end();
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, withinMs)));
    await Promise.race([Promise.all(closed), late]);
    clearTimeout(timer);
  }
}

function deliver(stream: Stream, texts: UpdateTexts, name: 'update' | 'end'): void {
  stream.response.write(`event: ${name}\ndata: ${texts.since(stream.shown)}\n\n`);
  stream.shown = texts.page;
}

/** Most of those who look have seen the same: it is written down once for all of them. */
class UpdateTexts {
  readonly page: Page;
  readonly #texts = new Map<Page | null, string>();

  constructor(page: Page) {
    this.page = page;
  }

  since(shown: Page | null): string {
    const known = this.#texts.get(shown);
    if (known !== undefined) return known;
    const text = JSON.stringify(updateSince(shown, this.page));
    this.#texts.set(shown, text);
    return text;
  }
}
