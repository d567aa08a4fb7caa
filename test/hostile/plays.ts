import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../src/base/random.ts';
import type { FailureReason } from '../../src/http/failure.ts';
import type { EngineName, Timeouts } from '../../src/scenario/connecting.ts';
import type { Play, Stage } from './hostile-server.ts';

/** What a server does, and all that may become of requests to it. */
export type HostileCase = {
  readonly what: string;
  readonly play: Play;
  /** Besides those that one of the reasons asks for. */
  readonly timeouts: Partial<Timeouts>;
  readonly reasons: Readonly<Record<EngineName, readonly (FailureReason | 'ok')[]>>;
  readonly isTls: boolean;
};

type Reasons = HostileCase['reasons'][EngineName] | Partial<HostileCase['reasons']>;

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
const chunkedHead = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const endlessHead = 'HTTP/1.1 200 OK\r\n\r\n';
const kibibyte = 'x'.repeat(1024);
const dripMs = 5;

export const slowCases: readonly HostileCase[] = [
  hostile('accepts and never answers', ['response-timeout'], answer(silence)),
  hostile(
    'accepts and never answers, and is given little time to begin',
    ['first-byte-timeout'],
    answer(silence),
    {
      firstByteMs: 60,
    },
  ),
  hostile(
    'sends an endless head byte by byte',
    ['response-timeout'],
    answer(dripEndlessly('HTTP/1.1 200 OK\r\nX: ')),
  ),
  hostile(
    'sends a whole head byte by byte',
    ['ok'],
    answer((stage) => stage.drip(ok, 1)),
    { totalMs: 5000 },
  ),
  hostile(
    'sends an endless body byte by byte',
    ['response-timeout'],
    answer(dripEndlessly('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n')),
  ),
  hostile(
    'sends endless chunks byte by byte',
    ['response-timeout'],
    answer(dripEndlessly(`${chunkedHead}ffffff\r\n`)),
  ),
  hostile('stands still in the head', ['idle-timeout'], answer(say('HTTP/1.1 200 OK\r\nX: ')), {
    idleMs: 60,
  }),
  hostile('stands still in the body', ['idle-timeout'], answer(say(ok.slice(0, -1))), { idleMs: 60 }),
  hostile(
    'stands still before the last chunk',
    ['idle-timeout'],
    answer(say(`${chunkedHead}5\r\nhello\r\n`)),
    {
      idleMs: 60,
    },
  ),
];

export const endlessCases: readonly HostileCase[] = [
  hostile(
    'never ends a body without length',
    ['response-timeout'],
    endless(endlessHead, kibibyte.repeat(64)),
  ),
  hostile(
    'never ends a body of 9 petabytes',
    ['response-timeout'],
    endless('HTTP/1.1 200 OK\r\nContent-Length: 9007199254740991\r\n\r\n', kibibyte.repeat(64)),
  ),
  hostile(
    'never sends the last chunk',
    ['response-timeout'],
    endless(chunkedHead, `400\r\n${kibibyte}\r\n`.repeat(64)),
  ),
  hostile(
    'never ends the chunks of a byte',
    ['response-timeout'],
    endless(chunkedHead, '1\r\nx\r\n'.repeat(4096)),
  ),
  hostile(
    'never ends the header lines',
    ['protocol'],
    endless('HTTP/1.1 200 OK\r\n', 'X: y\r\n'.repeat(1000)),
  ),
  hostile('never ends a header value', ['protocol'], endless('HTTP/1.1 200 OK\r\nX: ', kibibyte)),
  hostile('never ends a header name', ['protocol'], endless('HTTP/1.1 200 OK\r\n', kibibyte)),
  hostile(
    'never ends the trailers',
    { h1: ['protocol'], undici: ['protocol', 'response-timeout'] },
    endless(`${chunkedHead}0\r\n`, 'X: y\r\n'.repeat(1000)),
  ),
  // llhttp has no limits for these; the timeouts end them.
  hostile(
    'never ends the interim responses',
    { h1: ['protocol'], undici: ['response-timeout'] },
    endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(10)),
  ),
  hostile(
    'never ends the empty lines',
    { h1: ['protocol'], undici: ['response-timeout'] },
    endless('', '\r\n'.repeat(1000)),
  ),
  hostile(
    'never ends a reason phrase',
    { h1: ['protocol'], undici: ['response-timeout'] },
    endless('HTTP/1.1 200 ', kibibyte),
  ),
  hostile(
    'never ends a chunk extension',
    { h1: ['protocol'], undici: ['response-timeout'] },
    endless(`${chunkedHead}5;x=`, kibibyte),
  ),
];

export const breakingCases: readonly HostileCase[] = [
  hostile(
    'closes at once',
    ['closed-early', 'reset'],
    unlessFirst((stage) => stage.end()),
  ),
  hostile('closes instead of answering', ['closed-early'], answer(end(''))),
  hostile('closes in the head', ['closed-early'], answer(end('HTTP/1.1 200 OK\r\nX'))),
  hostile('closes in the body', ['closed-early'], answer(end(ok.slice(0, -1)))),
  hostile('closes after every answer', ['ok', 'closed-early', 'reset'], answer(end(ok))),
  hostile('ends its side after an answer and reads on', ['ok', 'closed-early'], async (stage) => {
    await stage.request();
    stage.write(ok);
    stage.end();
    await stage.request();
  }),
  hostile(
    'resets at once',
    ['reset', 'closed-early', 'connect-failed'],
    unlessFirst((stage) => stage.reset()),
  ),
  hostile('resets instead of answering', ['reset'], answer(reset(''))),
  // A reset that is read together with bytes looks like an end: libuv does not tell.
  hostile('resets in the head', ['reset', 'closed-early'], answer(reset('HTTP/1.1 200 OK\r\nX'))),
  hostile('resets in the body', ['reset', 'closed-early'], answer(reset(ok.slice(0, -1)))),
  hostile('resets in a body without length', ['reset', 'closed-early'], answer(reset(`${endlessHead}hello`))),
  hostile('resets between answers', ['ok', 'reset', 'closed-early'], answer(reset(ok))),
];

export const lyingCases: readonly HostileCase[] = [
  hostile('sends garbage', ['protocol'], answer(say(garbage(4096)))),
  hostile(
    'sends garbage in chunks',
    ['protocol'],
    answer(say(`${chunkedHead}5\r\nhello\r\n${garbage(1000)}`)),
  ),
  hostile('speaks TLS on a plain port', ['protocol'], answer(say('\x15\x03\x01\x00\x02\x02\x46'))),
  hostile(
    'promises more than it sends',
    ['closed-early'],
    answer(end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello')),
  ),
  hostile('promises more than it sends, and waits', ['response-timeout'], answer(say(ok.replace('5', '6')))),
  // The rest answers no request, or the next one badly.
  hostile(
    'sends more than it promises',
    ['ok', 'protocol', 'closed-early'],
    answer(say(ok.replace('5', '3'))),
  ),
  hostile('sends garbage behind an answer', ['ok', 'protocol', 'closed-early'], answer(say(`${ok}\0\0\0`))),
  hostile('answers twice', ['ok', 'protocol', 'closed-early'], answer(say(ok + ok))),
  hostile('answers before it is asked', ['ok', 'protocol', 'closed-early', 'reset'], async (stage) => {
    stage.write(ok);
    await stage.request();
    stage.end();
  }),
  hostile('names two lengths', ['protocol'], answer(say(ok.replace('\r\n', '\r\nContent-Length: 6\r\n')))),
  hostile(
    'switches to another protocol',
    ['protocol'],
    answer(say('HTTP/1.1 101 x\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n')),
  ),
  hostile(
    'answers in HTTP/2',
    ['protocol'],
    answer(say('\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x80\0\x04\0\x01\0\0\0\x05\0\xff\xff\xff')),
  ),
];

export const tlsCases: readonly HostileCase[] = [
  hostileTls('accepts and never shakes hands', ['tls-timeout'], silence),
  hostileTls('stands still in the handshake', ['tls-timeout'], async (stage) => {
    await stage.anything();
    stage.write('\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03');
  }),
  hostileTls('shakes hands byte by byte', ['tls-timeout'], async (stage) => {
    await stage.anything();
    await dripEndlessly('\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03')(stage);
  }),
  hostileTls('sends garbage for a handshake', ['tls'], async (stage) => {
    await stage.anything();
    stage.write(garbage(1000));
  }),
  hostileTls('speaks HTTP on a TLS port', ['tls'], async (stage) => {
    await stage.anything();
    stage.write('HTTP/1.1 400 Bad Request\r\n\r\n');
  }),
  hostileTls('sends an endless handshake', ['tls', 'tls-timeout'], async (stage) => {
    await stage.anything();
    await stage.repeat(`\x16\x03\x03\x04\x00${kibibyte}`);
  }),
  hostileTls('closes in the handshake', ['tls'], async (stage) => {
    await stage.anything();
    stage.end();
  }),
  hostileTls('resets in the handshake', ['tls'], async (stage) => {
    await stage.anything();
    stage.reset();
  }),
];

function hostile(
  what: string,
  reasons: Reasons,
  play: Play,
  timeouts: Partial<Timeouts> = {},
  isTls = false,
): HostileCase {
  const both = 'length' in reasons ? { h1: reasons, undici: reasons } : { h1: [], undici: [], ...reasons };
  return { what, play, reasons: both, timeouts, isTls };
}

function hostileTls(what: string, reasons: Reasons, play: Play): HostileCase {
  return hostile(what, reasons, play, {}, true);
}

/** The same answer to every request. */
function answer(play: Play): Play {
  return async (stage) => {
    while (!stage.isOver) {
      await stage.request();
      await play(stage);
    }
  };
}

function say(text: string): Play {
  return (stage) => stage.write(text);
}

function silence(): void {}

function end(text: string): Play {
  return (stage) => {
    stage.write(text);
    stage.end();
  };
}

function reset(text: string): Play {
  return async (stage) => {
    stage.write(text);
    // Time to read it: a reset takes away what was not.
    if (text !== '') await sleep(10);
    stage.reset();
  };
}

/** The first connection only asks whether there is a server, before the run. */
function unlessFirst(play: Play): Play {
  return (stage) => (stage.index === 0 ? undefined : play(stage));
}

function dripEndlessly(start: string): Play {
  return async (stage: Stage) => {
    stage.write(start);
    while (!stage.isOver) await stage.drip('x', dripMs);
  };
}

function endless(start: string, again: string): Play {
  return answer(async (stage) => {
    stage.write(start);
    await stage.repeat(again);
  });
}

function garbage(length: number): string {
  const random = seededRandom(length);
  return String.fromCharCode(...Array.from({ length }, () => 128 + Math.floor(random() * 128)));
}
