import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';
import type { Page, PageUpdate } from '../../src/report/html/page.ts';

export type Visited = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

type Asking = { readonly method?: string; readonly headers?: Readonly<Record<string, string>> };

/** What a server answers; without a browser's headers unless they are given. */
export async function visit(url: string, asking: Asking = {}): Promise<Visited> {
  const response = await ask(url, asking);
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += String(piece);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

/** The page that a document shows. */
export function pageIn(document: string): Page {
  const json = /<script type="application\/json" id="page">(.*?)<\/script>/s.exec(document)?.[1];
  if (json === undefined) throw new Error(`there is no page in ${document.slice(0, 200)}`);
  return JSON.parse(json) as Page;
}

export type Told = { readonly name: string; readonly update: PageUpdate };

/** Server-sent events, as they come. */
export class Follower {
  readonly events: Told[] = [];
  readonly response: IncomingMessage;
  #text = '';

  private constructor(response: IncomingMessage) {
    this.response = response;
    response.setEncoding('utf8').on('data', (piece: string) => this.#take(piece));
    response.on('error', () => {});
  }

  static async open(url: string): Promise<Follower> {
    const response = await ask(url, {});
    const follower = new Follower(response);
    onTestFinished(() => void response.destroy());
    return follower;
  }

  /** The names of all events so far. */
  get names(): readonly string[] {
    return this.events.map(({ name }) => name);
  }

  /** Waits for the end of the stream. */
  async ended(): Promise<void> {
    if (!this.response.readableEnded) await once(this.response, 'end');
  }

  #take(piece: string): void {
    const blocks = (this.#text + piece).split('\n\n');
    this.#text = blocks.pop() ?? '';
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (name === undefined || data === undefined) continue;
      this.events.push({ name, update: JSON.parse(data) as PageUpdate });
    }
  }
}

async function ask(url: string, { method = 'GET', headers = {} }: Asking): Promise<IncomingMessage> {
  const asked = request(url, { method, headers, agent: false });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response;
}
