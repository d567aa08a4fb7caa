import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, it } from 'vitest';
import { markdownReport } from '../../src/report/markdown.ts';
import { plain } from '../../src/report/palette.ts';
import type { RunReport } from '../../src/report/registry.ts';
import { failingComparison, sweptComparison } from '../support/sample-comparison.ts';
import { closedRun, gatedRun, invalidRun, openRun } from '../support/sample-result.ts';

const render = (report: RunReport, latency = false): string =>
  markdownReport(report, { palette: plain, latency });

it('begins with the verdict, and without gates with what was measured', () => {
  expect(render(gatedRun)).toMatch(/^### ❌ failed: 1 of 5 gates passed\n/);
  expect(render(invalidRun)).toMatch(
    /^### ⚠️ invalid: 1 of 1 gate passed, on numbers that can't be trusted\n/,
  );
  expect(render(closedRun)).toMatch(/^### answered 61,232\/s\n/);
});

it('adds minimum, mean, count and p99.99 with --latency', () => {
  expect(render(closedRun)).not.toContain('p99.99');
  expect(render(closedRun, true)).toMatch(/^\| +\| +count \| +min \| +mean \|.* p99\.99 \|/m);
});

it('fits in a comment', () => {
  const failures = Array.from({ length: 100 }, (_, index) => ({
    reason: `reason-${index}`,
    count: 1,
    example: 'x'.repeat(5000),
  }));
  const text = render({ ...openRun, failures, sockets: { opened: 1, faults: failures } }, true);
  expect(text).toContain('and 90 more');
  expect(text.length).toBeLessThan(10_000);
});

it.each([gatedRun, invalidRun, failingComparison, sweptComparison])(
  'no string of a result becomes markup, a link or a mention: $kind',
  (report) => {
    const hostile = '<img src=x onerror=a> [a](http://b) @c #1 `d | **e** http://f.test www.g.test\n# h\n| i';
    const poisoned = structuredClone(report);
    poison(poisoned, hostile);
    const html = micromark(render(poisoned, true), {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    const allowed = /^(?:h3|p|ul|li|table|thead|tbody|tr|th|td|code|strong)$/;
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = '']) => tag);
    expect(tags.filter((tag) => !allowed.test(tag))).toEqual([]);
    expect(html.replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(/[@#]|www/);
  },
);

function poison(value: object, hostile: string): void {
  const checked = ['kind', 'state', 'level', 'verdict', 'model', 'engine', 'arrival', 'pacing', 'method'];
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (typeof inner === 'string' && !checked.includes(key)) Reflect.set(value, key, hostile + inner);
    if (typeof inner === 'object' && inner !== null) poison(inner, hostile);
  }
}
