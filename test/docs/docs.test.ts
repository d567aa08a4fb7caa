import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import doctorSchema from '../../schema/doctor.schema.json' with { type: 'json' };
import schema from '../../schema/result.schema.json' with { type: 'json' };
import { commandNames } from '../../src/cli/command-names.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { allManuals } from '../../src/cli/manuals.ts';
import { spellings } from '../../src/cli/value-completion.ts';
import { failureReasons } from '../../src/http/failure.ts';
import { parseThreshold } from '../../src/scenario/threshold.ts';
import { reportedQuantiles, samplesNeeded } from '../../src/summary/quantiles.ts';
import { type Page, readPage } from './markdown.ts';

const paths = ['README.md', 'CHANGELOG.md', ...namesIn('docs').map((name) => `docs/${name}`)];
const pages = paths.map((path) => readPage(path, read(path)));

describe.each(pages)('$path', (page) => {
  it('links only to files and headings that exist', () => {
    expect(page.links.filter((link) => !isExternal(link) && !leadsSomewhere(page, link))).toEqual([]);
  });

  it('names only flags that its commands have', () => {
    const wrong = commandsIn(page).flatMap((line) =>
      flagsIn(line)
        .filter((flag) => !knownFlags(commandOf(line)).includes(flag))
        .map((flag) => `${flag} in ${line}`),
    );
    expect(wrong).toEqual([]);
    expect(bareFlagsIn(page).filter((flag) => !allFlags.includes(flag))).toEqual([]);
  });

  it('asks only for gates that its commands know', () => {
    const refusals = commandsIn(page).flatMap((line) =>
      gatesIn(line).map((gate) =>
        parseThreshold(gate, commandOf(line) === 'sync-vs-async' ? 'comparison' : 'load'),
      ),
    );
    expect(refusals.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('has no gaps and keeps to what is in this repository', () => {
    expect(page.text).not.toMatch(/shared\//);
    expect(page.text).not.toContain('@@');
    expect(page.links.filter((link) => join(dirname(page.path), link).startsWith('..'))).toEqual([]);
  });
});

it.each(failureReasons)('docs/measuring.md says what %s means and what to do', (reason) => {
  expect(read('docs/measuring.md')).toMatch(
    new RegExp(String.raw`^\| \`${reason}\` \| \S.* \| \S.* \|$`, 'm'),
  );
});

it.each(schema.definitions.TrustSignal.enum)(
  'docs/measuring.md says when %s speaks against a run',
  (signal) => {
    expect(read('docs/measuring.md')).toMatch(
      new RegExp(String.raw`^\| \`${signal}\` \| \S.* \| .* \| .* \|$`, 'm'),
    );
  },
);

it.each(Object.entries(exitCode))('README.md has the exit code of %s: %i', (_name, code) => {
  expect(read('README.md')).toMatch(new RegExp(String.raw`^\| (?:\d+, )?${code}(?:, \d+)? \| \S`, 'm'));
});

it.each([
  ['docs/result-format.md', schema],
  ['docs/doctor.md', doctorSchema],
])('%s names every key of the JSON', (path, ofSchema) => {
  const code = pageAt(path).spans.join('\n');
  const missing = schemaKeys(ofSchema).filter((key) => !new RegExp(String.raw`\b${key}\b`).test(code));
  expect(missing).toEqual([]);
});

it('docs/measuring.md has the sample sizes that the code asks for', () => {
  const row = (cells: readonly string[]): string => cells.join(' | ');
  const text = read('docs/measuring.md');
  expect(text).toContain(row(reportedQuantiles.map(({ label }) => label)));
  expect(text).toContain(
    row(reportedQuantiles.map(({ quantile }) => samplesNeeded(quantile).toLocaleString('en'))),
  );
});

describe('a page', () => {
  const page = readPage(
    'docs/a.md',
    [
      '# One: `two`, three',
      'See [b](b.md#c), `-c` and `inrush target --port 0`.',
      '```sh',
      "inrush URL -R 5 --fail-if 'p95 > 1s -x' | jq -r .  # --not-a-flag",
      'curl -d x URL',
      'inrush sync-vs-async URL \\',
      '  -n 5',
      '```',
    ].join('\n'),
  );

  it('is read as it is written', () => {
    expect(page.links).toEqual(['b.md#c']);
    expect(page.anchors).toEqual(['one-two-three']);
    expect(bareFlagsIn(page)).toEqual(['-c']);
    expect(commandsIn(page).map((line) => [commandOf(line), ...flagsIn(line), ...gatesIn(line)])).toEqual([
      ['target', '--port'],
      ['load', '-R', '--fail-if', 'p95 > 1s -x'],
      ['sync-vs-async', '-n'],
    ]);
  });

  it('may not name what is not there', () => {
    expect(leadsSomewhere(page, 'b.md')).toBe(false);
    expect(leadsSomewhere(page, '../README.md')).toBe(true);
    expect(leadsSomewhere(page, '#one-two-three')).toBe(true);
    expect(leadsSomewhere(page, '#four')).toBe(false);
    expect(knownFlags('sync-vs-async')).not.toContain('--rate');
    expect(knownFlags('target')).toContain('--processes');
  });
});

const manuals = allManuals();

/** By the command's name, `load` for the load run. */
function knownFlags(command: string): string[] {
  const flags = manuals.find(({ name }) => (name ?? 'load') === command)?.flags ?? [];
  return [...flags.flatMap(spellings), '--help', '-h', '--version', '-V'];
}

const allFlags = manuals.flatMap(({ name }) => knownFlags(name ?? 'load'));

/** Command lines of inrush, up to a pipe or a comment. */
function commandsIn({ spans, codeLines }: Page): string[] {
  return [...spans, ...codeLines].flatMap((line) => {
    const [, command] =
      /^(?:\$ )?(?:inrush|node dist\/cli\/main\.js) ((?:'[^']*'|[^'|#;&>])*)/.exec(line) ?? [];
    // What follows -- is the command of a server, with flags of its own.
    return command === undefined ? [] : [command.replace(/(^| )-- .*/, '')];
  });
}

function commandOf(line: string): string {
  const [first = ''] = line.split(' ');
  return commandNames.includes(first) ? first : 'load';
}

function flagsIn(line: string): string[] {
  const words = line.replaceAll(/'[^']*'/g, '').split(/\s+/);
  return words.filter((word) => /^--?[A-Za-z]/.test(word));
}

/** `-c`, or `--connections 5`, where the text speaks of a flag. */
function bareFlagsIn({ spans }: Page): string[] {
  return spans.filter((span) => /^--?[A-Za-z]/.test(span)).flatMap(flagsIn);
}

function gatesIn(line: string): string[] {
  return [...line.matchAll(/--fail-if '([^']*)'/g)].map(([, gate = '']) => gate);
}

function isExternal(link: string): boolean {
  return /^[a-z]+:/.test(link);
}

function leadsSomewhere(page: Page, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? page.path : join(dirname(page.path), file);
  if (file !== '' && !existsSync(path)) return false;
  if (anchor === undefined) return true;
  const target = file === '' ? page : readPage(path, read(path));
  return target.anchors.includes(anchor);
}

function schemaKeys(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own =
    'properties' in node && typeof node.properties === 'object' ? Object.keys(node.properties ?? {}) : [];
  return [...new Set([...own, ...Object.values(node).flatMap(schemaKeys)])];
}

function pageAt(path: string): Page {
  return readPage(path, read(path));
}

function namesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.md'));
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
