import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { displayWidth, reportWidth } from '../../src/base/fit.ts';
import { keyFigures } from '../../src/report/key-figures.ts';
import { plain } from '../../src/report/palette.ts';
import { readReport } from '../../src/report/read-report.ts';
import { render } from '../../src/report/registry.ts';
import { reportTitle } from '../../src/report/report-title.ts';
import { hostileText, poisonedReport } from '../support/hostile-report.ts';
import { bracketed, brokenOff, generatorLimited, noneHolds } from '../support/sample-find-max.ts';

const options = { palette: plain, latency: false };
const endings = { text: 'txt', markdown: 'md' } as const;

describe.each(Object.entries(endings))('as %s', (format, ending) => {
  it.each([
    ['find-max-bracket', bracketed],
    ['find-max-generator', generatorLimited],
    ['find-max-broken-off', brokenOff],
    ['find-max-none-holds', noneHolds],
  ])('%s is what its golden file says', async (name, report) => {
    const file = new URL(`../golden/${name}.${ending}`, import.meta.url);
    const text = await render(report, format, options);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

it('the JSON is read as it was written', async () => {
  const text = await render(bracketed, 'json', options);
  expect(await readReport(text, 'find-max.json')).toEqual(JSON.parse(text));
});

it('is one figure with its bracket for charts, and a title', () => {
  expect(keyFigures(bracketed)).toEqual([
    { name: 'max rate', unit: '/s', value: 660, range: [660, 690], isHigherBetter: true },
  ]);
  expect(keyFigures(generatorLimited)).toMatchObject([{ range: null }]);
  expect(keyFigures(noneHolds)).toEqual([]);
  expect(reportTitle(bracketed)).toBe('find max of GET https://shop.example.test/cart?step=2');
});

describe('what a target, a file or a shell says', () => {
  it('prints nothing but text, and no line that is too long', async () => {
    const texts = fc.array(hostileText, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const text = await render(poisonedReport(generatorLimited, given), 'text', options);
        expect(text).not.toMatch(/[^\P{C}\n]/u);
        for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(reportWidth);
      }),
      { numRuns: 50 },
    );
  });

  it('becomes no markup, link or mention in Markdown', async () => {
    const hostile = '<img src=x onerror=a> [a](http://b) @c #1 `d | **e** http://f.test www.g.test\n# h\n| i';
    const html = micromark(await render(poisonedReport(generatorLimited, [hostile]), 'markdown', options), {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    const allowed = /^(?:h3|p|ul|li|table|thead|tbody|tr|th|td|code|strong)$/;
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = '']) => tag);
    expect(tags.filter((tag) => !allowed.test(tag))).toEqual([]);
    expect(html.replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(/[@#]|www/);
  });
});
