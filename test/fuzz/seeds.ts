import { brokenCases, cutCases } from '../http/h1/broken-cases.ts';
import { wholeCases } from '../http/h1/response-cases.ts';
import type { FuzzCase } from './fuzz-case.ts';

/** The hand-written cases of the parser's tests. */
export const seeds: readonly FuzzCase[] = [
  ...wholeCases.map(({ text, isHead }) => seed(text, isHead)),
  ...brokenCases.map(({ text, rest }) => seed(text + rest)),
  ...cutCases.map(([, text]) => seed(text)),
];

function seed(text: string, isHead = false): FuzzCase {
  return { text, isHeads: [isHead, false], ending: 'end', cutSeed: 1 };
}
