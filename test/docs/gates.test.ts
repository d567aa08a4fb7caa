import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseLine } from '../../src/cli/command-line.ts';
import { allManuals } from '../../src/cli/manuals.ts';
import { parseThreshold } from '../../src/scenario/threshold.ts';
import {
  comparisonFigures,
  loadFigureNames,
  seriesNames,
  statistics,
} from '../../src/scenario/threshold-metric.ts';
import { planYaml } from '../support/planned-yaml.ts';

const page = readFileSync('docs/gates.md', 'utf8');
const [, grammar = ''] = /## The grammar\n([^]*?)\n## /.exec(page) ?? [];
const rows = grammar.split('\n').filter((line) => line.startsWith('| `'));
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);

it('every example of the grammar is read', () => {
  const examples = rows.flatMap((row) => /`([^`]*[<>][^`]*)` \|$/.exec(row)?.[1] ?? []);
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter((text) => !isRead(text))).toEqual([]);
});

it('every number is in the table', () => {
  const names = [...statistics, ...seriesNames.map((name) => `${name}.`), ...loadFigureNames];
  const ofComparisons = Object.keys(comparisonFigures).filter((name) => !name.includes('.'));
  for (const name of [...names, ...ofComparisons]) expect(grammar).toContain(`\`${name}\``);
});

it('its scenarios are right', async () => {
  const scenarios = blocks('yaml');
  expect(scenarios).toHaveLength(2);
  for (const yaml of scenarios) expect(await planYaml(yaml)).toHaveProperty('requests.length', 1);
});

it('its commands have flags that are there', () => {
  const lines = blocks('sh')
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('inrush '));
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.flatMap(problemsOf)).toEqual([]);
});

function isRead(text: string): boolean {
  const context = { requests: null, holds: 'passes' } as const;
  return parseThreshold(text, 'load', context).ok || parseThreshold(text, 'comparison').ok;
}

function problemsOf(line: string): string[] {
  const words = [...line.replace(/ +#.*/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
    ([, quoted, bare = '']) => quoted ?? bare,
  );
  const manuals = allManuals();
  const manual = manuals.find(({ name }) => name === words[1]) ?? manuals.find(({ name }) => name === null);
  const flags = (manual?.flags ?? []).map((flag) => ({ ...flag, take: () => undefined }));
  return parseLine(words.slice(1), flags).problems.map(({ message }) => `${line}: ${message}`);
}
