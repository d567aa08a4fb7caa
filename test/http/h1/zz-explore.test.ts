import { it } from 'vitest';
import * as fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { brokenCases, cutCases } from './broken-cases.ts';
import { readWithNode } from './node-client.ts';
import { readResponse } from './read-response.ts';
import { wholeCases } from './response-cases.ts';
import { differences } from './llhttp-differences.ts';
import { randomResponse } from './random-responses.ts';
import { damaged } from './random-damage.ts';
it('explores', async () => {
  const listed = new Set(differences.flatMap((d) => d.cases));
  const alike = [
    ...wholeCases,
    ...brokenCases.map(({ what, text, rest }) => ({ what, text: text + rest, isHead: false })),
    ...cutCases.map(([what, text]) => ({ what, text, isHead: false })),
  ].filter(({ what }) => !listed.has(what));
  const response = fc.oneof(randomResponse, fc.constantFrom(...alike));
  const arb = fc.record({ text: damaged(response.map((w) => w.text)), isHead: fc.boolean() });
  const rows: string[] = [];
  let n = 0;
  for (let seed = 0; seed < Number(process.env.ROUNDS ?? 20); seed++)
    for (const { text, isHead } of fc.sample(arb, {
      numRuns: 5000,
      seed: seed + Number(process.env.SEED ?? 0),
    })) {
      const ours = readResponse(text, { isHead });
      const shown = ours.kind === 'failed' ? `${text}\r\n\r\n` : text.slice(0, ours.consumed);
      if (differences.some(({ concerns }) => concerns(shown, isHead))) continue;
      n++;
      const theirs = await readWithNode(shown, isHead);
      const same =
        ours.kind === theirs.kind &&
        (ours.kind !== 'done' ||
          (theirs.kind === 'done' &&
            ours.status === theirs.status &&
            ours.body === theirs.body &&
            ours.keepAlive === theirs.keepAlive));
      if (!same) rows.push(JSON.stringify([text, isHead, ours, theirs]));
    }
  writeFileSync(
    process.env.OUT ?? '/tmp/zz.txt',
    `${n} compared\n` + rows.sort((a, b) => a.length - b.length).join('\n') + '\n',
  );
}, 600000);
