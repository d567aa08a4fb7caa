import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import type { TrendSeries } from '../../src/gate/trend/trend-result.ts';
import { displayWidth, reportWidth } from '../../src/base/fit.ts';
import { plain } from '../../src/report/palette.ts';
import { render } from '../../src/report/registry.ts';
import { readReport } from '../../src/report/read-report.ts';
import { chanceText, metricValue, sparkline } from '../../src/report/trend-parts.ts';
import { hostileText, poisonedReport } from '../support/hostile-report.ts';
import { slowerSince, steadyTrend } from '../support/sample-trend.ts';

const options = { palette: plain, latency: false };
const endings = { text: 'txt', markdown: 'md' } as const;

describe.each(Object.entries(endings))('as %s', (format, ending) => {
  it.each([
    ['trend-slower', slowerSince],
    ['trend-steady', steadyTrend],
  ])('%s is what its golden file says', async (name, report) => {
    const file = new URL(`../golden/${name}.${ending}`, import.meta.url);
    const text = await render(report, format, options);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

it('the JSON is read as it was written', async () => {
  const text = await render(slowerSince, 'json', options);
  expect(await readReport(text, 'trend.json')).toEqual(JSON.parse(text));
});

describe('names of files and what they hold', () => {
  it('print nothing but text, and no line that is too long', async () => {
    const texts = fc.array(hostileText, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const text = await render(poisonedReport(slowerSince, given), 'text', options);
        expect(text).not.toMatch(/[^\P{C}\n]/u);
        for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(reportWidth);
      }),
    );
  });

  it('become no markup, link or mention in Markdown', async () => {
    const hostile = '<img src=x onerror=a> [a](http://b) @c #1 `d | **e** http://f.test www.g.test\n# h\n| i';
    const html = micromark(await render(poisonedReport(slowerSince, [hostile]), 'markdown', options), {
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

describe('a sparkline', () => {
  const of = (values: TrendSeries['values'], width = 20): string =>
    sparkline({ ...present(steadyTrend.series[0]), values }, width);

  it.each<[string, (number | null)[], string]>([
    ['rises from the least to the most', [1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
    ['has a gap where a run has no number', [1, null, 8], '▁ █'],
    ['draws what hardly moves in the middle', [100, 101, 100, 99], '▅▅▅▄'],
    ['of zeros lies at the bottom', [0, 0], '▁▁'],
    ['of nothing is empty', [null, null], '  '],
  ])('%s', (_name, values, expected) => {
    expect(of(values)).toBe(expected);
  });

  it('shows the newest', () => {
    expect(of([9, 9, 1, 9], 2)).toBe('▁█');
  });

  it('has a bar for every number', () => {
    const value = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 30 }), (values) => {
        const bars = Array.from(of(values, 30));
        expect(bars.map((bar) => bar === ' ')).toEqual(values.map((each) => each === null));
      }),
    );
  });
});

it.each([
  [0.000_999, 'p 0.001'],
  [0.000_42, 'p 0.0004'],
  [0.04, 'p 0.04'],
  [0.3, 'p 0.3'],
  [1, 'p 1'],
  [1e-9, 'p < 0.000001'],
  [0, 'p < 0.000001'],
])('a chance of %d is told as %s', (pValue, text) => {
  expect(chanceText({ ...present(slowerSince.changePoints[0]), pValue })).toBe(text);
});

it.each([
  [41.2, 'ms', '41.2 ms'],
  [0.27, 'ms', '270 µs'],
  [1234.5, '/s', '1,235/s'],
  [0.42, '%', '0.42 %'],
  [null, 'ms', '–'],
] as const)('%d %s is told as %s', (value, unit, text) => {
  expect(metricValue(value, unit)).toBe(text);
});
