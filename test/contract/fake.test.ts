import { createFakeEngine } from '../support/fake-engine.ts';
import { FakeServer, type FakeScript } from '../support/fake-server.ts';
import { ManualClock } from '../support/manual-clock.ts';
import type { Answer } from '../support/scripted-server.ts';
import { connectionContract } from './connection.contract.ts';
import type { CreateHarness, Target } from './harness.ts';
import { settingsFor } from './socket-harness.ts';

const createHarness: CreateHarness = ({ answers, target, settings }) => {
  const clock = new ManualClock(1000);
  const server = new FakeServer(clock, scriptFor(answers, target));
  const endpoint = { kind: 'tcp', address: '127.0.0.1', port: 1 } as const;
  return Promise.resolve({
    engine: createFakeEngine(server)({ ...settingsFor(endpoint, target), ...settings }, clock),
    clock,
    get requests() {
      return server.requests.map((request) => request.bytes.toString('latin1'));
    },
    get connections() {
      return server.connections;
    },
    until: (condition: () => boolean) => {
      while (!condition()) {
        if (!clock.advanceToNext()) return Promise.reject(new Error('nothing will ever happen'));
      }
      return Promise.resolve();
    },
    pass: (ms: number) => {
      clock.advance(ms);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
};

/** The meaning of the answers, played instead of their bytes. */
function scriptFor(answers: readonly Answer[], target: Target): Partial<FakeScript> {
  const answerTo = (index: number): Answer | undefined => answers[Math.min(index, answers.length - 1)];
  const meaningOf = (index: number): Answer['meaning'] => answerTo(index)?.meaning ?? { kind: 'silence' };
  return {
    connectFailure: () => (target === 'refusing' ? 'connect-refused' : 'none'),
    connectMs: () => (target === 'mute-tls' ? Infinity : 1),
    firstByteMs: ({ index }) => (answerTo(index)?.pieces.length === 0 ? Infinity : 0),
    serviceMs: ({ index }) => {
      if (meaningOf(index).kind === 'silence') return Infinity;
      return (answerTo(index)?.delayMs ?? 0) + 1;
    },
    failure: ({ index }) => {
      const meaning = meaningOf(index);
      return meaning.kind === 'failure' ? meaning.reason : 'none';
    },
    status: ({ index }) => {
      const meaning = meaningOf(index);
      return meaning.kind === 'response' ? meaning.status : 0;
    },
    headers: ({ index }) => headersOf(answerTo(index)?.pieces.join('') ?? ''),
    body: ({ index }) => {
      const meaning = meaningOf(index);
      return meaning.kind === 'response' ? meaning.body : '';
    },
    closes: ({ index }) => {
      const meaning = meaningOf(index);
      return answerTo(index)?.after === 'end' || (meaning.kind === 'response' && meaning.closes);
    },
  };
}

/** Of the final response in the bytes. */
function headersOf(text: string): [string, string][] {
  const head = text.split('\r\n\r\n').find((part) => /^HTTP\/1\.\d [2-9]/.test(part)) ?? '';
  return head
    .split('\r\n')
    .slice(1)
    .map((line): [string, string] => [line.split(':', 1)[0] ?? '', line.replace(/^[^:]*:/, '').trim()]);
}

connectionContract('the fake engine', createHarness, [
  // It has no bytes on any wire.
  'counts the bytes of a response',
  'counts the bytes before TLS',
  'takes bytes that answer no request for a fault of the connection',
  // It opens no sockets and shakes no hands.
  'gives up a handshake that does not end',
  'rejects a certificate that it has no authority for',
  'speaks TLS to a server whose authority it was given',
  'says port-exhausted when it cannot bind its own address',
]);
