import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import type { ResponseRecord } from '../run/response-record.ts';
import { accessFolder } from './access-folder.ts';

const indexName = 'index.ndjson';
/** Written in one go; texts longer than half a gigabyte can't be held. */
const chunkChars = 4 * 1024 ** 2;

/** What stands in the way of saving to a path, as far as can be told before anything is sent. */
export function savePathProblems(path: string): Problem[] {
  try {
    return isFile(path) ? fileProblems(path) : folderProblems(path);
  } catch (error) {
    return [
      problem(`${path} can't be written (${describeCause(error)})`, 'name a place in a folder that exists'),
    ];
  }
}

/**
 * Writes responses, in the order given, to a file or into a new folder. Whole or not at all: throws `cannot-run` when
 * there is no room, and leaves nothing behind.
 */
export function saveResponses(path: string, responses: readonly ResponseRecord[]): void {
  try {
    if (isFile(path)) writeWhole(path, responses.map(withBody));
    else writeFolder(path, responses);
  } catch (error) {
    const message = `the responses can't be written to ${path} (${describeCause(error)})`;
    throw new InrushError('cannot-run', [{ message, hint: 'nothing was left half-written' }], {
      cause: error,
    });
  }
}

/** One file for all, or one for each. */
function isFile(path: string): boolean {
  return /\.(ndjson|jsonl)$/.test(path);
}

function fileProblems(path: string): Problem[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return [problem(`${path} is a folder`, 'name a file in it')];
  if (stats !== undefined && !stats.isFile()) {
    return [
      problem(
        `${path} is not a regular file`,
        'responses are written to a new file, which then takes the name',
      ),
    ];
  }
  accessFolder(dirname(realPath(path)));
  return [];
}

function folderProblems(path: string): Problem[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    if (extname(path) !== '' && !path.endsWith('/')) {
      const hint = `end it with .ndjson for one file, or with / for a folder: ${path}/`;
      return [problem(`${path} may be meant as a file`, hint)];
    }
    accessFolder(dirname(resolve(path)));
    return [];
  }
  if (!stats.isDirectory()) {
    return [problem(`${path} is a file that doesn't end with .ndjson`, 'name another file, or a new folder')];
  }
  if (readdirSync(path).length > 0) return [problem(`the folder ${path} is not empty`, 'name a new one')];
  accessFolder(path);
  return [];
}

function problem(message: string, hint: string): Problem {
  return { message: `--save-responses: ${message}`, hint };
}

/** Each body in a file of its own; the index comes last, so that a folder with one is whole. */
function writeFolder(path: string, responses: readonly ResponseRecord[]): void {
  const isNew = mkdirSync(path, { recursive: true }) !== undefined;
  const digits = Math.max(6, String(responses.at(-1)?.number ?? 0).length);
  const written: string[] = [];
  try {
    const lines = responses.map((response) => {
      const file = hasFile(response) ? `${String(response.number).padStart(digits, '0')}.body` : null;
      if (file !== null) {
        written.push(file);
        writeFileSync(join(path, file), response.body, { flag: 'wx' });
      }
      return { ...withoutBody(response), file };
    });
    writeWhole(join(path, indexName), lines);
  } catch (error) {
    for (const file of written) rmSync(join(path, file), { force: true });
    if (isNew) rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

/** A failure has one only if part of its body came. */
function hasFile({ status, body }: ResponseRecord): boolean {
  return status !== null || body.length > 0;
}

/** The lines go to a file beside it, which then takes the name. */
function writeWhole(path: string, lines: readonly object[]): void {
  const target = realPath(path);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    const file = openSync(draft, 'w');
    try {
      let chunk = '';
      for (const line of lines) {
        chunk += `${JSON.stringify(line)}\n`;
        if (chunk.length < chunkChars) continue;
        writeFileSync(file, chunk);
        chunk = '';
      }
      writeFileSync(file, chunk);
    } finally {
      closeSync(file);
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Renaming over a link would replace the link. */
function realPath(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? resolve(path) : realpathSync(path);
}

function withBody(response: ResponseRecord): object {
  return { ...withoutBody(response), ...bodyText(response) };
}

function withoutBody(response: ResponseRecord): object {
  const { number, method, url, status, reason, detail, bodyBytes, isCut } = response;
  const { startedAtMs, serviceTimeMs, responseTimeMs } = response;
  return {
    number,
    method,
    url,
    status,
    reason,
    detail,
    startedAtMs: toMicroseconds(startedAtMs),
    serviceTimeMs: toMicroseconds(serviceTimeMs),
    responseTimeMs: toMicroseconds(responseTimeMs),
    bodyBytes,
    isCut,
  };
}

/** Text where the bytes are UTF-8, else base64. */
function bodyText({ body, isCut }: ResponseRecord): { body: string } | { bodyBase64: string } {
  try {
    // A cut may go through the middle of a character, which is then left out.
    return {
      body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body, { stream: isCut }),
    };
  } catch {
    return { bodyBase64: Buffer.from(body).toString('base64') };
  }
}

function toMicroseconds(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1000;
}
