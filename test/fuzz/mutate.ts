import { present } from '../../src/base/assert.ts';
import type { Random } from '../../src/base/random.ts';
import { fragments } from '../http/h1/random-damage.ts';
import { endings, maxRequests, type FuzzCase } from './fuzz-case.ts';

type Mutation = (text: string, random: Random, other: string) => string;

/** Longer texts are cut: nothing in a response needs them but the limits of 16 KiB. */
const maxTextLength = 1200;
const swollenLength = 17_000;

const lines = [
  ...fragments,
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 304 \r\n',
  'HTTP/1.1 101 x\r\n',
  'HTTP/1.0 ',
  'Content-Length: 0\r\n\r\n',
  'Content-Length: 9007199254740991\r\n',
  'Connection: keep-alive\r\n',
  'Connection: upgrade\r\nUpgrade: x\r\n',
  'Proxy-Connection: close\r\n',
  'Transfer-Encoding: gzip, chunked\r\n',
  'Transfer-Encoding: identity\r\n',
  'Trailer: A\r\n',
  '\r\n5;a="b"\r\nhello',
  '\r\n0\r\nA: b\r\n\r\n',
  'close',
  'chunked',
  'keep-alive',
];
const numbers = [
  '0',
  '1',
  '00',
  '7',
  'a',
  'F',
  '10',
  '63',
  '64',
  'ff',
  '99',
  '4294967296',
  '9007199254740992',
];

const lineEnds = ['\r\n', '\n', '\r', '\r\r\n', '\n\n', '', ' \r\n'];

const mutations: readonly Mutation[] = [
  flipBit,
  flipBit,
  replaceByte,
  insertFragment,
  insertFragment,
  insertFragment,
  removeRange,
  removeRange,
  repeatRange,
  alterNumber,
  alterNumber,
  alterLineEnd,
  alterCase,
  moveLine,
  repeatLine,
  removeLine,
  splice,
  splice,
  concatenate,
  truncate,
];

/** A relative of the case: a few changes of its bytes, or of how they arrive. */
export function mutate(parent: FuzzCase, other: FuzzCase, random: Random): FuzzCase {
  let { text, isHeads, ending, cutSeed } = parent;
  for (let left = 1 + Math.floor(random() ** 2 * 6); left > 0; left--) {
    text = pick(mutations, random)(text, random, other.text);
  }
  text = random() < 0.001 ? swell(text, random) : text.slice(0, Math.max(maxTextLength, parent.text.length));
  if (random() < 0.15) isHeads = changeRequests(isHeads, random);
  if (random() < 0.1) ending = pick(endings, random);
  if (random() < 0.5) cutSeed = Math.floor(random() * 2 ** 31);
  return { text, isHeads, ending, cutSeed };
}

function flipBit(text: string, random: Random): string {
  const at = place(text, random);
  const code = (text.codePointAt(at) ?? 0) ^ (1 << Math.floor(random() * 8));
  return replace(text, at, 1, String.fromCharCode(code));
}

function replaceByte(text: string, random: Random): string {
  return replace(text, place(text, random), 1, String.fromCharCode(Math.floor(random() * 256)));
}

function insertFragment(text: string, random: Random): string {
  return replace(text, place(text, random), 0, pick(lines, random));
}

function removeRange(text: string, random: Random): string {
  return replace(text, place(text, random), 1 + Math.floor(random() ** 3 * 30), '');
}

function repeatRange(text: string, random: Random): string {
  const at = place(text, random);
  return replace(text, at, 0, text.slice(at, at + 1 + Math.floor(random() ** 2 * 60)));
}

/** Lengths, chunk sizes, versions and statuses. */
function alterNumber(text: string, random: Random): string {
  const all = [...text.matchAll(/[\da-f]+/gi)];
  if (all.length === 0) return text;
  const { 0: digits, index } = pick(all, random);
  const changed =
    random() < 0.5 ? pick(numbers, random) : String(Number.parseInt(digits, 10) + (random() < 0.5 ? 1 : -1));
  return replace(text, index, digits.length, changed);
}

function alterLineEnd(text: string, random: Random): string {
  const all = [...text.matchAll(/\r\n|\r|\n/g)];
  if (all.length === 0) return text;
  const { 0: lineEnd, index } = pick(all, random);
  return replace(text, index, lineEnd.length, pick(lineEnds, random));
}

function alterCase(text: string, random: Random): string {
  const at = place(text, random);
  const range = text.slice(at, at + 12);
  // Only ASCII: other letters may leave latin1.
  const altered =
    random() < 0.5
      ? range.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase())
      : range.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return replace(text, at, range.length, altered);
}

function moveLine(text: string, random: Random): string {
  const parts = text.split('\r\n');
  const [line = ''] = parts.splice(place(parts, random), 1);
  parts.splice(place(parts, random), 0, line);
  return parts.join('\r\n');
}

function repeatLine(text: string, random: Random): string {
  const parts = text.split('\r\n');
  const line = pick(parts, random);
  const times = random() < 0.02 ? 110 : 1;
  parts.splice(place(parts, random), 0, ...Array<string>(times).fill(line));
  return parts.join('\r\n');
}

function removeLine(text: string, random: Random): string {
  const parts = text.split('\r\n');
  parts.splice(place(parts, random), 1);
  return parts.join('\r\n');
}

function splice(text: string, random: Random, other: string): string {
  const from = place(other, random);
  const piece = other.slice(from, from + 1 + Math.floor(random() ** 2 * other.length));
  return replace(text, place(text, random), random() < 0.5 ? piece.length : 0, piece);
}

function concatenate(text: string, _random: Random, other: string): string {
  return text + other;
}

function truncate(text: string, random: Random): string {
  return text.slice(0, place(text, random));
}

/** Past the limits of heads and extensions. */
function swell(text: string, random: Random): string {
  const at = place(text, random);
  const piece = `x${text.slice(at, at + Math.floor(random() * 20))}`;
  return replace(text, at, 0, piece.repeat(Math.ceil(swollenLength / piece.length)));
}

function changeRequests(isHeads: readonly boolean[], random: Random): readonly boolean[] {
  if (random() < 0.4 && isHeads.length > 1) return isHeads.slice(0, -1);
  if (random() < 0.5 && isHeads.length < maxRequests) return [...isHeads, random() < 0.3];
  const flipped = Math.floor(random() * isHeads.length);
  return isHeads.map((isHead, index) => (index === flipped ? !isHead : isHead));
}

function replace(text: string, at: number, removed: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

function place({ length }: { readonly length: number }, random: Random): number {
  return Math.floor(random() * (length + 1));
}

function pick<T>(choices: readonly T[], random: Random): T {
  return present(choices[Math.floor(random() * choices.length)]);
}
