import { expect, it } from 'vitest';
import { cssProblem } from '../../../src/scenario/markup/find-by-css.ts';
import { xpathProblem } from '../../../src/scenario/markup/find-by-xpath.ts';

it.each(['a', 'ul > li:first-child', 'input[name="csrf"]', '#id .class', 'a, b'])(
  '%s is a CSS selector',
  (selector) => {
    expect(cssProblem(selector)).toBeNull();
  },
);

it.each(['>>', 'a[', 'a:unknown', 'a::before'])('%j is none', (selector) => {
  expect(cssProblem(selector)?.message).toMatch(/is not a CSS selector: ./);
});

it('an empty text is no CSS selector', () => {
  expect(cssProblem(' ')?.message).toBe('a CSS selector is missing');
});

it.each(['//a', '/s:Envelope/s:Body', 'count(//a)', '//*:a[@b = "c"]', '//a/text()'])(
  '%s is an XPath',
  (path) => {
    expect(xpathProblem(path)).toBeNull();
  },
);

it.each(['', '//', '//a[', 'nothing(//a)', 'a b'])('%j is no XPath', (path) => {
  expect(xpathProblem(path)?.message).toMatch(/is not an XPath: [^\n]+$/);
});
