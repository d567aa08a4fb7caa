import { createReadStream, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describeCause, type Problem } from '../base/errors.ts';
import type { Parsed } from '../base/units.ts';
import { parseHttpFile } from '../scenario/http-file/parse-http-file.ts';
import type { ScenarioUrl } from '../scenario/scenario.ts';
import { parseUrlList, type UrlReading } from '../scenario/url-list.ts';
import { readUrlWords } from './url-words.ts';

/** Where the URLs of a command line are: on it, and in files, of which `-` is stdin. */
export type UrlSources = {
  readonly words: readonly string[];
  readonly urlsFrom: readonly string[];
  readonly requestsFrom: readonly string[];
};

const mostBytes = 64 * 1024 * 1024;

/** All of them, in the order words, lists, request files; and what can't be read. */
export async function readUrls({ words, urlsFrom, requestsFrom }: UrlSources): Promise<UrlReading> {
  const readings = [readUrlWords(words, urlsFrom.length + requestsFrom.length === 0)];
  for (const path of urlsFrom) readings.push(await readFrom(path, '--urls-from', parseUrlList));
  for (const path of requestsFrom) {
    const readBeside = (other: string): Parsed<Uint8Array> => readBody(resolve(dirname(path), other));
    readings.push(
      await readFrom(path, '--requests-from', (text, name) => parseHttpFile(text, name, readBeside)),
    );
  }
  const urls: ScenarioUrl[] = readings.flatMap((reading) => reading.urls);
  const problems: Problem[] = readings.flatMap((reading) => reading.problems);
  if ([...urlsFrom, ...requestsFrom].filter((path) => path === '-').length > 1) {
    problems.push({ message: 'stdin (-) can be read only once', hint: 'name a file' });
  }
  if (urls.length + problems.length === 0) {
    const hint = 'give one such as http://127.0.0.1:8080/, or see inrush --help';
    problems.push({ message: 'there is no URL', hint });
  }
  return { urls, problems };
}

async function readFrom(
  path: string,
  flag: string,
  parse: (text: string, name: string) => UrlReading,
): Promise<UrlReading> {
  const text = await readText(path);
  if (text.ok) return parse(text.value, path === '-' ? 'stdin' : path);
  return {
    urls: [],
    problems: [{ message: `${flag}: ${text.message}`, hint: 'name a text file, or - for stdin' }],
  };
}

/** A text file; `-` is stdin. */
export async function readText(path: string): Promise<Parsed<string>> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    const stream: AsyncIterable<Buffer> = path === '-' ? process.stdin : createReadStream(path);
    for await (const piece of stream) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > mostBytes) return { ok: false, message: `${path} is larger than ${mostBytes >> 20} MiB` };
    }
  } catch (error) {
    return { ok: false, message: `can't read ${path} (${describeCause(error)})` };
  }
  return { ok: true, value: Buffer.concat(pieces).toString('utf8') };
}

function readBody(path: string): Parsed<Uint8Array> {
  try {
    return { ok: true, value: readFileSync(path) };
  } catch (error) {
    return { ok: false, message: `can't read ${path} (${describeCause(error)})` };
  }
}
