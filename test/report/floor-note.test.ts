import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/base/fit.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { plain } from '../../src/report/palette.ts';
import type { Result } from '../../src/summary/result.ts';
import { textReport } from '../../src/report/text.ts';
import { sampleFingerprint } from '../support/sample-machine.ts';
import { closedRun, openRun } from '../support/sample-result.ts';

const options = { palette: plain, latency: false };
const words = "p50 is near this machine's floor of 40 µs: a third of it or more is the machine's own";

describe.each([closedRun, openRun])('a report of a $load.model model', (run) => {
  it.each([
    ['marks a median near the floor', true, true],
    ['says nothing of one that is not', false, false],
    ['says nothing where the floor is not known', null, false],
  ])('%s', (_name, nearFloor, isMarked) => {
    const result: Result = {
      ...run,
      latency: { ...run.latency, nearFloor },
      generator: { ...run.generator, fingerprint: nearFloor === null ? null : sampleFingerprint },
    };
    const text = textReport(result, options);
    expect(text.replaceAll('\n', ' ').includes(words)).toBe(isMarked);
    expect(text.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
    expect(markdownReport(result, options).includes(`\n${words}\n`)).toBe(isMarked);
  });
});
