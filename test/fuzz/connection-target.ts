import { strict as assert } from 'node:assert';
import type { Reason } from '../../src/http/failure.ts';
import type { Outcome } from '../http/h1/read-response.ts';
import { cutsOf } from './case-cuts.ts';
import type { Ending, FuzzCase } from './fuzz-case.ts';
import { MemoryClient, silenceMs, type End } from './memory-client.ts';
import { outcomesOf } from './parser-target.ts';
import type { Target } from './target.ts';

/** A read buffer holds no more. */
const maxPieceLength = 60_000;
const refills = 20;

/** A whole connection with all its requests in flight: each ends once, and as the parser's outcomes foretell. */
export const connectionTarget: Target = {
  name: 'connection',
  oneIn: 2,
  run: (fuzzCase) => {
    const { isHeads, ending } = fuzzCase;
    const client = new MemoryClient(isHeads.length, false);
    for (const isHead of isHeads) client.send(isHead);
    client.socket?.advance();
    const socket = client.socket;
    for (const piece of piecesOf(fuzzCase)) {
      if (client.socket === null) break;
      client.socket.receive(piece);
    }
    assert(client.socket === null || client.socket === socket, 'a request was sent again');
    finish(client, ending);
    client.close();
    const outcomes = outcomesOf(fuzzCase);
    assert.deepEqual(client.ends, foretell(outcomes, fuzzCase));
    assert.deepEqual(client.faults, [faultOf(outcomes, fuzzCase)]);
    return client.ends
      .slice(0, 3)
      .map((end) => end?.reason)
      .join();
  },
};

/**
 * A connection that may be opened ahead and by TLS, that may break at once, and on which a new request follows each
 * answer. Each ends once.
 */
export const refillTarget: Target = {
  name: 'refilled connection',
  oneIn: 4,
  run: (fuzzCase) => {
    const { isHeads, ending, cutSeed } = fuzzCase;
    const client = new MemoryClient(isHeads.length, cutSeed % 3 === 0);
    if (cutSeed % 5 === 0) client.open();
    if (cutSeed % 35 === 0) finish(client, ending);
    let left = refills;
    let steps = 0;
    client.onEnded = () => {
      if (left-- > 0 && client.free > 0) client.send(left % 3 === 0);
    };
    for (const isHead of isHeads) if (client.free > 0) client.send(isHead);
    for (const piece of piecesOf(fuzzCase)) {
      if (steps++ === cutSeed % 7) finish(client, ending);
      if (client.socket?.advance() === false) client.socket.receive(piece);
    }
    finish(client, ending);
    client.onEnded = () => {};
    client.close();
    const ends = client.ends.filter((end) => end !== undefined);
    assert.equal(ends.length, client.ends.length, 'a request has not ended');
    const received = ends.reduce((sum, end) => sum + end.receivedBytes, 0);
    assert(received <= fuzzCase.text.length, `${received} bytes received of ${fuzzCase.text.length}`);
    return [...new Set([...ends.map(({ reason }) => reason), ...client.failedOpens])].join();
  },
};

function piecesOf(fuzzCase: FuzzCase): string[] {
  const { text } = fuzzCase;
  const ends = [...cutsOf(fuzzCase), text.length];
  const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
  return pieces.filter(({ length }) => length > 0 && length <= maxPieceLength);
}

function finish(client: MemoryClient, ending: Ending): void {
  switch (ending) {
    case 'end':
      client.socket?.emit('end');
      break;
    case 'reset':
      client.socket?.emit('error', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
      break;
    case 'silence':
      client.pass(silenceMs);
      break;
    default:
  }
}

/** What a connection has to make of the parser's outcomes and of the way in which the socket ends. */
function foretell(outcomes: readonly Outcome[], { isHeads, ending }: FuzzCase): End[] {
  const ends: End[] = [];
  const failRest = (reason: Reason, body = '', receivedBytes = 0): End[] => {
    ends.push({ reason, status: 0, body, receivedBytes });
    const restReason = reason === 'protocol' ? 'closed-early' : reason;
    while (ends.length < isHeads.length) {
      ends.push({ reason: restReason, status: 0, body: '', receivedBytes: 0 });
    }
    return ends;
  };
  for (const outcome of outcomes) {
    const { kind, body, consumed } = outcome;
    if (kind === 'failed') return failRest('protocol', body, consumed);
    if (kind === 'unfinished' || (outcome.endedBy === 'close' && ending !== 'end')) {
      return failRest(reasonOf(ending, consumed > 0), body, consumed);
    }
    ends.push({ reason: 'none', status: outcome.status, body, receivedBytes: consumed });
    if (ends.length < isHeads.length && !outcome.keepAlive) return failRest('closed-early');
  }
  return ends;
}

function reasonOf(ending: Ending, hasBegun: boolean): Reason {
  if (ending === 'end') return 'closed-early';
  if (ending === 'reset') return 'reset';
  if (ending === 'abort') return 'aborted';
  return hasBegun ? 'idle-timeout' : 'first-byte-timeout';
}

/** Bytes that answer no request, unless they are empty lines, are a fault of the connection. */
function faultOf(outcomes: readonly Outcome[], { text, isHeads }: FuzzCase): string {
  const areAllKept = outcomes.every((outcome) => outcome.kind === 'done' && outcome.keepAlive);
  if (!areAllKept || outcomes.length < isHeads.length) return 'none';
  const consumed = outcomes.reduce((sum, outcome) => sum + outcome.consumed, 0);
  return /[^\r\n]/.test(text.slice(consumed)) ? 'protocol' : 'none';
}
