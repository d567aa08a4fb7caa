import { expect, it } from 'vitest';
import { lowerBoundSentence } from '../../src/report/lower-bounds.ts';
import { loadMarkdown } from '../../src/report/load-markdown.ts';
import { plain } from '../../src/report/palette.ts';
import { textReport } from '../../src/report/text.ts';
import { closedRun, distribution, openRun } from '../support/sample-result.ts';

const options = { palette: plain, latency: false };
const sentence =
  '≥ 832 of 150,000 response times are lower bounds, from 1.25 s on: 132 timeouts, 600 missed starts, 100 still open 5 s after the end';

it('tells how many times of the headline are lower bounds, and of what', () => {
  expect(lowerBoundSentence(openRun)).toBe(sentence);
});

it('stands in the text and in the Markdown', () => {
  expect(textReport(openRun, options).replaceAll(/\s+/g, ' ')).toContain(sentence);
  expect(loadMarkdown(openRun, options)).toContain(sentence);
});

it('speaks of service times in a closed model, which misses nothing', () => {
  const all = distribution(1000, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { censored: 7, fromUs: 2_000_000 });
  const run = {
    ...closedRun,
    load: { ...closedRun.load, gracefulStopMs: 0 },
    accounting: { ...closedRun.accounting, censored: 4, aborted: 3 },
    latency: { ...closedRun.latency, serviceTime: { ok: all, all } },
  };
  expect(lowerBoundSentence(run)).toBe(
    '≥ 7 of 1,000 service times are lower bounds, from 2.00 s on: 4 still open at the end, 3 aborted',
  );
});

it('is silent where every time is known', () => {
  expect(lowerBoundSentence(closedRun)).toBeNull();
});
