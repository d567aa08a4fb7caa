import { strict as assert } from 'node:assert';
import { comparable, readHere, type ReferenceClient } from '../http/h1/reference-clients.ts';
import { cutsOf } from './case-cuts.ts';
import type { Target } from './target.ts';

/** Another client reads the first response of a case as ours does, but for the differences that are decided. */
export function referenceTarget(client: ReferenceClient): Target {
  return {
    name: `agreement with ${client.name}`,
    oneIn: 16,
    run: async (fuzzCase) => {
      const isHead = fuzzCase.isHeads[0] === true;
      const text = comparable(client, { text: fuzzCase.text, isHead });
      if (text === null) return 'not comparable';
      const here = readHere(text, isHead);
      const there = await client.read(text, isHead, cutsOf({ ...fuzzCase, text }));
      assert.deepEqual(there, here);
      return there.kind === 'done' && there.keepAlive ? 'kept' : there.kind;
    },
  };
}
