import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenCases, cutCases } from './broken-cases.ts';
import { differences } from './llhttp-differences.ts';
import { damaged } from './random-damage.ts';
import { cutAt, cutPlaces, randomResponse } from './random-responses.ts';
import {
  comparable,
  readHere,
  referenceClients,
  type ReferenceClient,
  type Source,
} from './reference-clients.ts';
import { wholeCases } from './response-cases.ts';

type Case = Source & { readonly what: string };

const cases: readonly Case[] = [
  ...wholeCases,
  ...brokenCases.map(({ what, text, rest }) => ({ what, text: text + rest, isHead: false })),
  ...cutCases.map(([what, text]) => ({ what, text, isHead: false })),
];

describe.each(referenceClients.map((each) => [each.name, each] as const))(
  '%s, which reads with llhttp,',
  (_name, client) => {
    const listed = new Set(client.differences.flatMap((difference) => difference.cases));
    const alike = cases.filter(({ what }) => !listed.has(what));
    const response = fc.oneof(randomResponse, fc.constantFrom(...alike));

    it.each(alike.map((each) => [each.what, each] as const))(
      'agrees about %s, however it is cut',
      async (_what, { text, isHead }) => {
        const here = readHere(text, isHead);
        expect(await client.read(text, isHead)).toEqual(here);
        const inTwo = Array.from(text.slice(0, 400), (_, at) => client.read(text, isHead, [at]));
        for (const outcome of await Promise.all(inTwo)) expect(outcome).toEqual(here);
      },
    );

    it('agrees about random responses', async () => {
      await fc.assert(agreement(client, randomResponse), { numRuns: 300 });
    });

    it('agrees about damaged responses', async () => {
      const text = damaged(response.map((whole) => whole.text));
      const sources = fc.record({ text, isHead: fc.boolean() });
      await fc.assert(agreement(client, sources), { numRuns: 500 });
    });

    it('agrees about the first of several responses, damaged or not', async () => {
      const text = fc.tuple(
        damaged(response.map((whole) => whole.text)),
        response.map((whole) => whole.text),
      );
      const sources = fc.record({ text: text.map((texts) => texts.join('')), isHead: fc.boolean() });
      await fc.assert(agreement(client, sources), { numRuns: 300 });
    });

    describe.each(client.differences.map((each) => [each.why, each] as const))(
      'differs, and is known to: %s',
      (_why, { cases: names, concerns, inSomeVersions = false }) => {
        it.each(names)('So with %s', async (name) => {
          const { text, isHead } = cases.find(({ what }) => what === name) ?? expect.unreachable();
          expect(concerns(text, isHead)).toBe(true);
          if (inSomeVersions) return;
          expect(await client.read(text, isHead)).not.toEqual(readHere(text, isHead));
        });
      },
    );
  },
);

function agreement(
  client: ReferenceClient,
  sources: fc.Arbitrary<Source>,
): fc.IAsyncPropertyWithHooks<[Source, readonly number[]]> {
  return fc.asyncProperty(sources, cutPlaces, async (source, places) => {
    const shown = comparable(client, source);
    fc.pre(shown !== null);
    const outcome = await client.read(shown, source.isHead, cutAt(shown, places));
    expect(outcome).toEqual(readHere(source.text, source.isHead));
  });
}

it('is told in docs/measuring.md, difference by difference', () => {
  const text = readFileSync(new URL('../../../docs/measuring.md', import.meta.url), 'utf8');
  const table = /### Differences from llhttp\n[^]*?\n((?:\|.*\n)+)/.exec(text)?.[1] ?? '';
  expect(table.trim().split('\n').slice(2)).toHaveLength(differences.length);
});
