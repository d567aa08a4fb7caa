import { strict as assert } from 'node:assert';
import { HeadMemo } from '../../src/http/h1/head-memo.ts';
import { brokenCases } from '../http/h1/broken-cases.ts';
import { newParser, readPipelined, type Outcome } from '../http/h1/read-response.ts';
import { cutsOf, everyByteOf } from './case-cuts.ts';
import type { FuzzCase } from './fuzz-case.ts';
import type { Target } from './target.ts';

/** All that may be wrong with a response. */
const knownErrors: ReadonlySet<string> = new Set([
  ...brokenCases.map(({ error }) => error),
  'headers exceed 16 KiB',
  'more than 100 header lines',
  'more than 100 interim responses',
  'a chunk extension exceeds 16 KiB',
]);
/** Reading a longer text byte by byte takes as long as many short ones. */
const longText = 400;

/**
 * The parser alone: a case has one outcome, however its bytes are cut and whichever head is remembered, and that is
 * consistent in itself. What a single call may do is checked where it is made, in read-response.ts.
 */
export const parserTarget: Target = {
  name: 'parser',
  oneIn: 1,
  run: (fuzzCase) => {
    const { text, isHeads, cutSeed } = fuzzCase;
    const cuts = cutsOf(fuzzCase);
    const memo = new HeadMemo();
    const outcomes = readPipelined(text, [], isHeads, newParser(memo));
    for (const outcome of outcomes) checkOutcome(outcome, text);
    const check = (what: string, again: readonly Outcome[]): void => checkSame(what, again, outcomes);
    check('cut', readPipelined(text, cuts, isHeads));
    check('remembered', readPipelined(text, [], isHeads, newParser(memo)));
    check('cut and remembered', readPipelined(text, cuts, isHeads, newParser(memo)));
    checkNeighbour(fuzzCase, outcomes, memo);
    if (text.length < longText || cutSeed % 10 === 0) {
      check('byte by byte', readPipelined(text, everyByteOf(fuzzCase), isHeads));
    }
    // What comes later leads to nothing that could not come earlier.
    return outcomes.slice(0, 3).map(briefly).join();
  },
};

/** What the parser makes of each response of a case. */
export function outcomesOf({ text, isHeads }: FuzzCase): Outcome[] {
  return readPipelined(text, [], isHeads);
}

/** A memory that knows a text must not take another for it that differs in a byte, nor the other way round. */
function checkNeighbour(
  { text, isHeads, cutSeed }: FuzzCase,
  outcomes: readonly Outcome[],
  memo: HeadMemo,
): void {
  const at = cutSeed % (text.length + 1);
  const digit = text.charAt(at) === '3' ? '4' : '3';
  const neighbour = text.slice(0, at) + digit + text.slice(at + 1);
  const other = new HeadMemo();
  const expected = readPipelined(neighbour, [], isHeads, newParser(other));
  checkSame('the neighbour remembered', readPipelined(text, [], isHeads, newParser(other)), outcomes);
  checkSame(
    'a neighbour of what is remembered',
    readPipelined(neighbour, [], isHeads, newParser(memo)),
    expected,
  );
}

function checkSame(what: string, actual: readonly Outcome[], expected: readonly Outcome[]): void {
  if (spell(actual) !== spell(expected)) assert.deepEqual(actual, expected, what);
}

function checkOutcome(outcome: Outcome, text: string): void {
  const { kind, consumed, body } = outcome;
  assert(consumed >= 0 && consumed <= text.length, `consumed ${consumed} of ${text.length}`);
  assert(body.length <= consumed, 'a body is longer than what was read');
  if (kind === 'failed') assert(knownErrors.has(outcome.error), `an unknown error: ${outcome.error}`);
  if (kind !== 'done') return;
  const { status, head, keepAlive, endedBy } = outcome;
  assert(Number.isInteger(status) && status >= 200 && status <= 999, `a final status of ${status}`);
  assert(endedBy === 'bytes' || !keepAlive, 'a connection outlives its own end');
  assert(head.startsWith('HTTP/1.') && head.endsWith('\r\n\r\n'), 'a head that is none');
}

function spell(outcomes: readonly Outcome[]): string {
  let spelled = '';
  for (const outcome of outcomes) {
    spelled += `${outcome.kind} ${outcome.consumed} ${outcome.body.length} ${outcome.body} `;
    if (outcome.kind === 'failed') spelled += outcome.error;
    if (outcome.kind !== 'done') continue;
    spelled += `${outcome.status} ${outcome.keepAlive} ${outcome.endedBy} ${outcome.head.length} ${outcome.head}`;
  }
  return spelled;
}

function briefly(outcome: Outcome): string {
  if (outcome.kind === 'failed') return outcome.error;
  const size = outcome.body.length === 0 ? 'empty' : 'body';
  if (outcome.kind === 'unfinished') return `unfinished ${size}`;
  return `${outcome.keepAlive ? 'kept' : 'closed'} by ${outcome.endedBy} ${size}`;
}
