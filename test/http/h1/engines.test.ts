import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monotonicClock } from '../../../src/base/clock.ts';
import type { CreateEngine, Engine } from '../../../src/http/connection.ts';
import { createH1Engine } from '../../../src/http/h1/engine.ts';
import { createUndiciEngine } from '../../../src/http/undici/engine.ts';
import { Client, request } from '../../contract/client.ts';
import { harnessOf, settingsFor } from '../../contract/socket-harness.ts';
import { raw, ScriptedServer } from '../../support/scripted-server.ts';
import { brokenCases, cutCases } from './broken-cases.ts';
import { comparable, readHere, referenceClients, type Source } from './reference-clients.ts';
import { wholeCases } from './response-cases.ts';

type Case = Source & { readonly what: string };

const cases: readonly Case[] = [
  ...wholeCases,
  ...brokenCases.map(({ what, text, rest }) => ({ what, text: text + rest, isHead: false })),
  ...cutCases.map(([what, text]) => ({ what, text, isHead: false })),
];
const undiciAgrees = (source: Source): boolean =>
  referenceClients.every((client) => client.name !== 'undici' || comparable(client, source) !== null);

describe.each<[string, CreateEngine, readonly Case[]]>([
  ['h1', createH1Engine, cases],
  ['undici', createUndiciEngine, cases.filter(undiciAgrees)],
])('the engine %s, over a real socket,', (_name, createEngine, comparableCases) => {
  let server: ScriptedServer;
  let engine: Engine;

  beforeAll(async () => {
    server = await ScriptedServer.start(comparableCases.map(({ text }) => raw(text, { after: 'end' })));
    engine = createEngine(settingsFor(server.endpoint, 'tcp'), monotonicClock);
  });

  afterAll(async () => {
    engine.close();
    await server.close();
  });

  // The server has its answers in the order of the cases.
  it('makes of each hand-written case what the parser does', async () => {
    for (const { what, text, isHead } of comparableCases) {
      const client = new Client(harnessOf(engine));
      const { exchange, body } = await client.request(request(isHead ? 'HEAD' : 'GET'));
      client.connection.close();
      const { reason, status } = exchange;
      expect([what, outcomeOf(reason, status, body)]).toEqual([what, expectedOf(text, isHead)]);
      expect(client.violations).toEqual([]);
    }
  });
});

function outcomeOf(reason: string, status: number, body: string): string {
  return reason === 'none' ? `${status} ${body}` : reason;
}

function expectedOf(text: string, isHead: boolean): string {
  const outcome = readHere(text, isHead);
  if (outcome.kind === 'done') return `${outcome.status} ${outcome.body}`;
  return outcome.kind === 'failed' ? 'protocol' : 'closed-early';
}
