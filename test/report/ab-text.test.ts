import * as fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { AbResult } from '../../src/modes/ab/ab-result.ts';
import { abMarkdown } from '../../src/report/ab-markdown.ts';
import { abText } from '../../src/report/ab-text.ts';
import { displayWidth } from '../../src/base/fit.ts';
import { plain } from '../../src/report/palette.ts';
import { hostileText, poisonedReport } from '../support/hostile-report.ts';
import * as sample from '../support/sample-ab.ts';

const results: readonly (readonly [name: string, result: AbResult])[] = [
  ['ab-slower', sample.slowerB],
  ['ab-same', sample.sameB],
  ['ab-unclear', sample.unclearB],
  ['ab-failing', sample.failingB],
  ['ab-self-test', sample.selfTest],
  ['ab-broken-off', sample.brokenOff],
];
const asGitHub = {
  allowDangerousHtml: true,
  extensions: [gfm()],
  htmlExtensions: [gfmHtml()],
};
const formats = { txt: abText, md: abMarkdown };

describe.each(Object.entries(formats))('as %s', (ending, render) => {
  it.each(results)('%s is what its golden file says', (name, result) => {
    const file = new URL(`../golden/${name}.${ending}`, import.meta.url);
    const text = render(result, { palette: plain, latency: false });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

it.each(results)(
  'the text of %s fits a terminal of 80 columns, with every percentile too',
  (_name, result) => {
    for (const latency of [false, true]) {
      expect(widest(abText(result, { palette: plain, latency }))).toBeLessThanOrEqual(80);
    }
  },
);

it('tells in which pairs the difference lies', () => {
  const text = abText(sample.unclearB, { palette: plain, latency: false });
  const strip = /^p50 +(.*)\n +(.*)$/m.exec(text);
  expect(`${strip?.[1]} ${strip?.[2]}`.trim().split(/ +/)).toHaveLength(17);
  expect(strip?.[1]?.match(/×/g)).toHaveLength(2);
});

it('no text from elsewhere breaks a line or the width', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...results.map(([, result]) => result)),
      fc.array(hostileText, { minLength: 1, maxLength: 12 }),
      (result, texts) => {
        const poisoned = poisonedReport(result, texts);
        const text = abText(poisoned, { palette: plain, latency: true });
        expect(widest(text)).toBeLessThanOrEqual(80);
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
        const markdown = abMarkdown(poisoned, { palette: plain, latency: true });
        expect(micromark(markdown, asGitHub)).not.toMatch(/<(script|img|a)\b/);
      },
    ),
    { numRuns: 25 },
  );
});

function widest(text: string): number {
  return Math.max(...text.split('\n').map(displayWidth));
}
