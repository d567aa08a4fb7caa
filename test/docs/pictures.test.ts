import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

const folder = 'docs/pictures';
const pictures = readdirSync(folder).filter((name) => /\.(?:png|svg)$/.test(name));
const readme = readFileSync('README.md', 'utf8');

describe.each(pictures)('docs/pictures/%s', (name) => {
  it('is shown by the README, with words for those who don’t see it', () => {
    expect(readme).toContain(`${folder}/${name}`);
    // Of the pair of a light and a dark one, the light one has the words.
    const shown = `${folder}/${name.replace('-dark', '-light')}`;
    const image = [...readme.matchAll(/!\[([^\]]+)\]\(([^)]+)\)|<img src="([^"]+)" alt="([^"]+)">/g)].find(
      ([, , inMarkdown, inHtml]) => (inMarkdown ?? inHtml) === shown,
    );
    expect((image?.[1] ?? image?.[4] ?? '').length).toBeGreaterThan(30);
  });

  it('is small', () => {
    expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(120_000);
  });
});

it('the README shows no picture that isn’t there', () => {
  const shown = [...readme.matchAll(/docs\/pictures\/([\w.-]+)/g)].map(([, name = '']) => name);
  expect(new Set(shown)).toEqual(new Set(pictures));
});

it.each(pictures.filter((name) => name.endsWith('.svg')))('%s holds text and shapes only', (name) => {
  const svg = readFileSync(join(folder, name), 'utf8');
  const elements = new Set([...svg.matchAll(/<(\w+)/g)].map(([, element = '']) => element));
  expect([...elements].toSorted()).toEqual(['rect', 'style', 'svg', 'text', 'title']);
  expect(svg).not.toMatch(/href|url\(|\bon\w+=/);
});
