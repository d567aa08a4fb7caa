import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { CompareResult } from '../../src/gate/compare/compare-result.ts';
import { compareMarkdown } from '../../src/report/compare-markdown.ts';
import { compareText } from '../../src/report/compare-text.ts';
import { displayWidth } from '../../src/base/fit.ts';
import { jsonReport } from '../../src/report/json.ts';
import { plain } from '../../src/report/palette.ts';
import { readReport } from '../../src/report/read-report.ts';
import { hostileText } from '../support/hostile-report.ts';
import * as sample from '../support/sample-compare.ts';

const results: readonly (readonly [name: string, result: CompareResult])[] = [
  ['compare-slower', sample.slowerCandidate],
  ['compare-another-day', sample.anotherDay],
  ['compare-same', sample.sameCandidate],
  ['compare-single', sample.singleRuns],
  ['compare-baseline', sample.fasterThanBaseline],
  ['compare-requests', sample.slowerRequest],
  ['compare-different', sample.differentLoads],
  ['compare-nothing', sample.nothingToCompare],
];
const formats = { txt: compareText, md: compareMarkdown };
const options = { palette: plain, latency: false };

describe.each(Object.entries(formats))('as %s', (ending, render) => {
  it.each(results)('%s is what its golden file says', (name, result) => {
    const file = new URL(`../golden/${name}.${ending}`, import.meta.url);
    const text = render(result, options);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

it.each(results)('the text of %s fits a terminal of 80 columns', (_name, result) => {
  for (const line of compareText(result, options).split('\n')) {
    expect(displayWidth(line)).toBeLessThanOrEqual(80);
  }
});

it.each(results)('the JSON of %s is read as it was written', async (_name, result) => {
  const text = jsonReport(result, options);
  expect(await readReport(text, 'a.json')).toEqual(JSON.parse(text));
});

it('the worst comes first in a comment on a pull request', () => {
  const verdicts = [...compareMarkdown(sample.slowerCandidate, options).matchAll(/^\| (\S+) (\w+)/gm)].map(
    ([, , verdict]) => verdict,
  );
  expect(verdicts.indexOf('same')).toBeGreaterThan(verdicts.lastIndexOf('worse'));
});

it('no text of a result becomes markup or steers a terminal', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 8 }), (texts) => {
      const result = poisoned(sample.slowerRequest, texts);
      const html = micromark(compareMarkdown(result, options), {
        allowDangerousHtml: true,
        extensions: [gfm()],
        htmlExtensions: [gfmHtml()],
      });
      const tags = [...html.matchAll(/<([a-z]+[0-9]?)/g)].map(([, tag]) => tag);
      const ours = 'h3 p strong table thead tbody tr th td code details summary ul li'.split(' ');
      expect(tags.filter((tag) => !ours.includes(tag ?? ''))).toEqual([]);
      expect(compareText(result, options).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 40 },
  );
});

/** Every text that comes from a file, a target or a folder. */
function poisoned(result: CompareResult, texts: readonly string[]): CompareResult {
  let turn = 0;
  const next = (): string => texts[turn++ % texts.length] ?? '';
  const side = (one: CompareResult['base']): CompareResult['base'] => ({
    ...one,
    label: next(),
    inrush: next(),
    startedAt: next(),
    target: { ...one.target, url: next(), method: next() },
    leftOut: [{ name: next(), reason: next() }],
  });
  const changes = (some: CompareResult['changes']): CompareResult['changes'] =>
    some.map((change) => ({ ...change, metric: next(), request: change.request === null ? null : next() }));
  return {
    ...result,
    inrush: next(),
    base: side(result.base),
    head: side(result.head),
    changes: changes(result.changes),
    requestChanges: changes(result.requestChanges),
    differences: [next()],
    notes: [next()],
    finding: next(),
    trust: {
      level: 'degraded',
      reasons: [{ level: 'degraded', signal: 'clock', message: next(), hint: next() }],
    },
  };
}
