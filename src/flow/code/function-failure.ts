import { basename, isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FlowError } from '../scope.ts';

const longestMessage = 300;

/** What a function has thrown, as why the iteration ended: with the line of the scenario's own code, if it is there. */
export function functionFailure(thrown: unknown, name: string, folder: string): FlowError {
  if (thrown instanceof FlowError) return thrown;
  return new FlowError('function', `${name}: ${describeThrown(thrown, folder)}`, { cause: thrown });
}

/** `TypeError: x is not a function (checkout.ts:12)`, on one line and of bounded length, whatever was thrown. */
export function describeThrown(thrown: unknown, folder: string): string {
  try {
    if (!(thrown instanceof Error)) return `threw ${oneLine(String(thrown))}`;
    const place = placeOf(thrown, folder);
    const what = thrown.name === 'Error' ? thrown.message : `${thrown.name}: ${thrown.message}`;
    return oneLine(what === '' ? 'an error without a message' : what) + (place === null ? '' : ` (${place})`);
  } catch {
    return 'threw something that can not be shown';
  }
}

/** The innermost line of code that lies in the folder and is no installed package. */
export function placeOf(error: Error, folder: string): string | null {
  for (const line of String(error.stack).split('\n').slice(0, 50)) {
    const match = /^([^()]+):(\d+):\d+$/.exec(framePlace(line));
    const path = pathOf(match?.[1] ?? '');
    const within = relative(folder, path);
    if (path === '' || within.startsWith('..') || isAbsolute(within)) continue;
    if (within.split(/[/\\]/).includes('node_modules')) continue;
    return `${within === '' ? basename(path) : within}:${match?.[2] ?? ''}`;
  }
  return null;
}

/** `/s/a.ts:1:2` of `at async f (/s/a.ts:1:2)`. */
function framePlace(line: string): string {
  const frame = line.trim().replace(/^at (?:async )?/, '');
  return frame.endsWith(')') ? frame.slice(frame.lastIndexOf('(') + 1, -1) : frame;
}

function pathOf(place: string): string {
  if (place.startsWith('file://')) return URL.canParse(place) ? fileURLToPath(place) : '';
  return isAbsolute(place) ? place : '';
}

function oneLine(text: string): string {
  const line = text
    .slice(0, 2 * longestMessage)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= longestMessage ? line : `${line.slice(0, longestMessage)}…`;
}
