import { resolve } from 'node:path';
import { InrushError, type Problem } from '../base/errors.ts';
import { formatBytes, formatCount } from '../report/format.ts';
import type { ResponseReceiver } from '../run/response-delivery.ts';
import type { Result } from '../summary/result.ts';
import type { Output } from './outputs.ts';
import { ResponseCollector } from './response-collector.ts';
import type { SaveDraft, SaveLimit } from './save-flags.ts';
import { savePathProblems, saveResponses } from './saved-responses.ts';
import { note, printProblems } from './terminal.ts';

/** What of `--save-responses` is wrong before anything is sent. */
export function saveProblems({ path, limit }: SaveDraft, outputs: readonly Output[]): Problem[] {
  if (path === null) {
    if (limit === null) return [];
    return [
      { message: '--save-responses-limit limits nothing', hint: 'say where to save: --save-responses' },
    ];
  }
  const isTaken = outputs.some((output) => output.path !== null && resolve(output.path) === resolve(path));
  if (!isTaken) return savePathProblems(path);
  return [{ message: `--save-responses: a report goes to ${path} too`, hint: 'name another file' }];
}

/** Keeps responses during a run and writes them when it is over. */
export class ResponseSaver {
  readonly #path: string;
  readonly #limit: SaveLimit;
  readonly #collector: ResponseCollector;

  constructor(path: string, limit: SaveLimit) {
    this.#path = path;
    this.#limit = limit;
    this.#collector = new ResponseCollector(limit);
  }

  get receiver(): ResponseReceiver {
    return this.#collector;
  }

  /**
   * Writes what was kept, and says on stderr what became of the responses. Answers the result with their number, and
   * whether they could be written.
   */
  save(result: Result, isQuiet: boolean): { readonly result: Result; readonly isSaved: boolean } {
    const responses = this.#collector.collected();
    const dropped = result.responses?.dropped ?? 0;
    try {
      saveResponses(this.#path, responses);
    } catch (error) {
      if (!(error instanceof InrushError)) throw error;
      printProblems(error.problems);
      return { result: { ...result, responses: { delivered: 0, dropped } }, isSaved: false };
    }
    if (!isQuiet) this.#tell(result.accounting.started, dropped);
    return { result: { ...result, responses: { delivered: responses.length, dropped } }, isSaved: true };
  }

  #tell(started: number, dropped: number): void {
    const responses = this.#collector.collected();
    const bytes = responses.reduce((sum, { body }) => sum + body.length, 0);
    const cut = responses.filter(({ isCut }) => isCut).length;
    // What a lost worker had answered last was saved and not counted.
    const asked = formatCount(Math.max(started, responses.length));
    const saved = `saved ${formatCount(responses.length)} of ${asked} responses`;
    note(`${saved}, ${formatBytes(bytes)} of bodies, to ${this.#path}`);
    if ((this.#collector.isFull && responses.length < started) || dropped > 0) {
      const limit = `${formatCount(this.#limit.responses)} responses and ${formatBytes(this.#limit.bytes)} of bodies`;
      note(`at most ${limit} are kept, at once and in all: raise it with --save-responses-limit`);
    }
    if (cut > 0) note(`${formatCount(cut)} of the saved bodies are cut at that limit ("isCut")`);
  }
}
