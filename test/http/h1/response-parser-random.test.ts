import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeadMemo } from '../../../src/http/h1/head-memo.ts';
import { brokenCases } from './broken-cases.ts';
import { damaged } from './random-damage.ts';
import {
  cutAt,
  cutPlaces,
  delimitedResponse,
  randomResponse,
  type RandomResponse,
} from './random-responses.ts';
import { newParser, readPipelined, readResponse, type Outcome } from './read-response.ts';
import { finalHeadOf, wholeCases } from './response-cases.ts';

const anyText = fc.oneof(
  randomResponse.map(({ text }) => text),
  fc.constantFrom(...wholeCases, ...brokenCases).map(({ text }) => text),
);

describe('random responses', () => {
  it('are read as they were meant, however they are cut', () => {
    fc.assert(
      fc.property(randomResponse, cutPlaces, (response, places) => {
        const { text, isHead } = response;
        expect(readResponse(text, { isHead, cuts: cutAt(text, places) })).toEqual(outcomeOf(response));
      }),
      { numRuns: 2000 },
    );
  });

  it('are read alike when their head is known', () => {
    fc.assert(
      fc.property(randomResponse, cutPlaces, (response, places) => {
        const { text, isHead } = response;
        const memo = new HeadMemo();
        readResponse(text, { isHead, parser: newParser(memo) });
        const again = readResponse(text, { isHead, cuts: cutAt(text, places), parser: newParser(memo) });
        expect(again).toEqual(outcomeOf(response));
      }),
      { numRuns: 500 },
    );
  });

  it('are told apart on one connection', () => {
    fc.assert(
      fc.property(
        fc.array(delimitedResponse, { maxLength: 5 }),
        randomResponse,
        cutPlaces,
        (first, last, places) => {
          const responses = [...first, last];
          const text = responses.map((response) => response.text).join('');
          const isHeads = responses.map(({ isHead }) => isHead);
          const outcomes = readPipelined(text, cutAt(text, places), isHeads);
          expect(outcomes).toEqual(responses.map(outcomeOf));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('random damage', () => {
  it('has one outcome, however the bytes are cut and whatever head is known', () => {
    fc.assert(
      fc.property(damaged(anyText), fc.boolean(), cutPlaces, (text, isHead, places) => {
        const memo = new HeadMemo();
        const outcome = readResponse(text, { isHead, parser: newParser(memo) });
        const cuts = cutAt(text, places);
        expect(readResponse(text, { isHead, cuts })).toEqual(outcome);
        expect(readResponse(text, { isHead, cuts, parser: newParser(memo) })).toEqual(outcome);
        expect(readResponse(text, { isHead, cuts: Array.from(text, (_, at) => at) })).toEqual(outcome);
      }),
      { numRuns: 5000 },
    );
  });

  it('is found at a byte that no byte behind it can excuse', () => {
    fc.assert(
      fc.property(damaged(anyText), (text) => {
        const outcome = readResponse(text);
        if (outcome.kind === 'unfinished') return;
        expect(readResponse(text.slice(0, outcome.consumed))).toEqual(outcome);
        if (outcome.kind === 'done' && outcome.endedBy === 'close') return;
        expect(readResponse(text.slice(0, outcome.consumed - 1)).kind).toBe('unfinished');
      }),
      { numRuns: 2000 },
    );
  });
});

function outcomeOf({ text, status, body, keepAlive, endedBy }: RandomResponse): Outcome {
  const head = finalHeadOf(text);
  return { kind: 'done', status, head, body, keepAlive, endedBy, consumed: text.length };
}
