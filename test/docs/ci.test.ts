import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readAbLine } from '../../src/cli/ab-line.ts';
import { commandNames } from '../../src/cli/command-names.ts';
import { parseLine } from '../../src/cli/command-line.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { allManuals } from '../../src/cli/manuals.ts';
import { parseOutput } from '../../src/cli/outputs.ts';
import { splitServer } from '../../src/cli/server-words.ts';
import { formatsOf } from '../../src/report/registry.ts';
import { planYaml } from '../support/planned-yaml.ts';

const page = readFileSync('docs/ci.md', 'utf8');
const workflows = readdirSync('.github/workflows').map(
  (name) => [name, readFileSync(`.github/workflows/${name}`, 'utf8')] as const,
);
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
const [scenario = '', ...pipelines] = blocks('yaml');
const manuals = allManuals();

it.each([
  ['the page begins with a scenario', scenario, 1],
  ['.ci/target.yaml is one', readFileSync('.ci/target.yaml', 'utf8'), 2],
])('%s that is right', async (_name, text, requests) => {
  expect(await planYaml(text)).toHaveProperty('requests.length', requests);
});

describe.each([
  ...pipelines.map((text, index) => [`pipeline ${index + 1} of the page`, text] as const),
  ...workflows,
])('%s', (_name, text) => {
  it('is YAML', () => {
    const documents = parseAllDocuments(text);
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  });

  it('has only command lines that inrush takes', () => {
    expect(commandsIn(text).flatMap(problemsOf)).toEqual([]);
  });
});

it('command lines are found where they are', () => {
  expect(pipelines.flatMap(commandsIn).map(([command]) => command)).toEqual([
    'run',
    'ab',
    'run',
    'ab',
    'report',
  ]);
  expect(workflows.flatMap(([, text]) => commandsIn(text)).map(([command]) => command)).toContain('ab');
  expect(blocks('(?:sh|groovy)').flatMap(shellCommands).flatMap(problemsOf)).toEqual([]);
});

it.each([
  [['run', 'a.yaml', '--no-such-flag'], /unknown flag --no-such-flag/],
  [['run', 'a.yaml', '-o', 'junitt=a.xml'], /is not a format/],
  [['ab', '--a-ref', 'a', '-o', 'gitlab=a.json', '--', 'node', 'a.js'], /no format of ab: gitlab/],
  [['ab', '--min-effect', '5', '--a', 'a:1', '--b', 'a:2'], /not a percentage/],
  [['trendd', 'a'], /no command/],
])('inrush %j would be refused', (args, why) => {
  expect(problemsOf(args).join('\n')).toMatch(why);
});

it('the page has every exit code', () => {
  for (const code of Object.values(exitCode)) {
    expect(page).toMatch(new RegExp(String.raw`^\| (?:\d+, )?${code}(?:, \d+)? \| \S`, 'm'));
  }
});

/** What stands in a pipeline's scripts, whatever the key. */
function commandsIn(text: string): string[][] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node === 'string') texts.push(node);
    else if (typeof node === 'object' && node !== null) for (const inner of Object.values(node)) visit(inner);
  };
  for (const document of parseAllDocuments(text)) visit(document.toJS());
  return texts.flatMap(shellCommands);
}

/** The arguments of each command line of inrush, without quotes. */
function shellCommands(script: string): string[][] {
  return script
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((line) => {
      const [, args] = /(?:npx inrush|node dist\/cli\/main\.js) ([^']*(?:'[^']*'[^']*)*)/.exec(line) ?? [];
      if (args === undefined) return [];
      const own = args.replace(/'$/, '').replace(/\s#.*$/, '');
      return [(own.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) => word.replaceAll(/['"]/g, ''))];
    });
}

function problemsOf([command = '', ...args]: readonly string[]): string[] {
  if (!commandNames.includes(command)) return [`no command: ${command}`];
  const flags = manuals.find(({ name }) => name === command)?.flags ?? [];
  const found: string[] = [];
  const formats = command === 'ab' ? formatsOf('ab') : formatsOf('load-run');
  const bound = flags.map((flag) => ({
    ...flag,
    take: (text: string) => {
      if (flag.name !== 'output') return undefined;
      const output = parseOutput(text);
      if (!output.ok) return output.message;
      const { format } = output.value;
      if (!formats.includes(format)) found.push(`no format of ${command}: ${format}`);
      return undefined;
    },
  }));
  const own = command === 'ab' ? readAbLine(args).problems : [];
  return [...own, ...parseLine(splitServer(args).own, bound).problems]
    .map(({ message }) => message)
    .concat(found);
}
