import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenCases, cutCases } from './broken-cases.ts';
import { differences } from './llhttp-differences.ts';
import { readWithNode, type NodeOutcome } from './node-client.ts';
import { damaged } from './random-damage.ts';
import { randomResponse } from './random-responses.ts';
import { readResponse } from './read-response.ts';
import { wholeCases } from './response-cases.ts';

type Source = { readonly text: string; readonly isHead: boolean };
type Case = Source & { readonly what: string };

const cases: readonly Case[] = [
  ...wholeCases,
  ...brokenCases.map(({ what, text, rest }) => ({ what, text: text + rest, isHead: false })),
  ...cutCases.map(([what, text]) => ({ what, text, isHead: false })),
];
const listed = new Set(differences.flatMap((difference) => difference.cases));
const alike = cases.filter(({ what }) => !listed.has(what));
const response = fc.oneof(randomResponse, fc.constantFrom(...alike));

describe('Node’s own client, which reads with llhttp,', () => {
  it.each(alike.map((each) => [each.what, each] as const))(
    'agrees about %s',
    async (_what, { text, isHead }) => {
      expect(await readWithNode(text, isHead)).toEqual(readHere(text, isHead));
    },
  );

  it('agrees about random responses', async () => {
    await fc.assert(agreement(randomResponse), { numRuns: 300 });
  });

  it('agrees about damaged responses', async () => {
    const text = damaged(response.map((whole) => whole.text));
    await fc.assert(agreement(fc.record({ text, isHead: fc.boolean() })), { numRuns: 500 });
  });
});

describe.each(differences.map((each) => [each.why, each] as const))(
  '%s',
  (_why, { cases: names, concerns, inSomeVersions = false }) => {
    it.each(names)('So with %s', async (name) => {
      const { text, isHead } = cases.find(({ what }) => what === name) ?? expect.unreachable();
      expect(concerns(text, isHead)).toBe(true);
      if (inSomeVersions) return;
      expect(await readWithNode(text, isHead)).not.toEqual(readHere(text, isHead));
    });
  },
);

function agreement(sources: fc.Arbitrary<Source>): fc.IAsyncPropertyWithHooks<[Source]> {
  return fc.asyncProperty(sources, async ({ text, isHead }) => {
    const { kind, consumed } = readResponse(text, { isHead });
    // What lies behind a response is not its matter, and llhttp finds some faults only at the end of a line.
    const shown = kind === 'failed' ? `${text}\r\n\r\n` : text.slice(0, consumed);
    fc.pre(!differences.some(({ concerns }) => concerns(shown, isHead)));
    expect(await readWithNode(shown, isHead)).toEqual(readHere(text, isHead));
  });
}

function readHere(text: string, isHead: boolean): NodeOutcome {
  const outcome = readResponse(text, { isHead });
  if (outcome.kind !== 'done') return { kind: outcome.kind };
  const { kind, status, body, keepAlive } = outcome;
  return { kind, status, body, keepAlive };
}
