import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { importsOf, type Import } from './support/imports.ts';

/** Who may import whom; `types` may be imported for their types only. CONTRIBUTING.md has it as a table. */
const house: Readonly<Record<string, { imports: readonly string[]; types?: readonly string[] }>> = {
  base: { imports: [] },
  scenario: { imports: ['base'] },
  plan: { imports: ['base', 'scenario'] },
  http: { imports: ['base'], types: ['scenario'] },
  flow: { imports: ['base', 'scenario', 'plan', 'http'] },
  stats: { imports: ['base'] },
  inference: { imports: ['base', 'stats'] },
  summary: { imports: ['base', 'scenario', 'plan', 'stats', 'inference'] },
  gate: { imports: ['base', 'scenario', 'summary', 'stats', 'inference'] },
  documents: { imports: ['base'], types: ['gate'] },
  machine: { imports: ['base', 'plan', 'summary'] },
  server: { imports: ['base', 'scenario', 'http', 'machine'], types: ['plan', 'summary'] },
  run: { imports: ['base', 'scenario', 'plan', 'http', 'flow', 'stats', 'inference', 'summary', 'machine'] },
  modes: {
    imports: [
      'base',
      'scenario',
      'plan',
      'http',
      'flow',
      'stats',
      'inference',
      'summary',
      'gate',
      'documents',
      'machine',
      'server',
      'run',
    ],
  },
  target: { imports: ['base'] },
  doctor: { imports: ['base', 'scenario', 'plan', 'stats', 'summary', 'machine', 'run', 'target'] },
  report: {
    imports: ['base', 'stats', 'summary', 'gate', 'documents'],
    types: ['scenario', 'modes', 'doctor'],
  },
  live: { imports: ['base', 'stats', 'summary', 'gate', 'documents', 'report'], types: ['run', 'modes'] },
  page: { imports: ['report'] },
};
const rooms = Object.keys(house);

/** The folders that may import an outside package, one for most. */
const homes: Readonly<Record<string, string | readonly string[]>> = {
  '@streamparser/json': 'src/scenario/data/',
  '@xmldom/xmldom': 'src/scenario/markup/',
  acorn: 'src/scenario/expression/',
  ajv: ['src/documents/', 'src/scenario/json-schema/'],
  'ansi-escapes': 'src/live/terminal/',
  'css-select': 'src/scenario/markup/',
  fontoxpath: 'src/scenario/markup/',
  'hdr-histogram-js': 'src/stats/',
  htmlparser2: 'src/scenario/markup/',
  jiti: 'src/scenario/file/',
  'json-p3': 'src/scenario/json-path/',
  leven: 'src/base/',
  'markdown-table': 'src/report/',
  papaparse: 'src/scenario/data/',
  picocolors: 'src/cli/',
  preact: 'src/page/',
  re2js: 'src/scenario/regex/',
  table: 'src/report/',
  'tough-cookie': 'src/flow/',
  undici: 'src/http/undici/',
  uplot: 'src/page/',
  yaml: ['src/scenario/file/', 'src/scenario/import/'],
  yargs: 'src/cli/',
  'yargs-parser': 'src/cli/',
};

/** What is built into `dist/page/`, and so is not installed with the package. */
const bundled = ['preact', 'uplot'];

const vagueNames = /^(utils?|helpers?|types?|common)$/;
const maxLines = 300;

type SourceFile = { readonly path: string; readonly lines: number; readonly imports: readonly Import[] };

describe('the house', () => {
  const files = readFolder('src');

  it('is not empty', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap((file) => file.imports).length).toBeGreaterThan(20);
  });

  it('is kept: every import goes where it may', () => {
    expect(forbiddenImports(files)).toEqual([]);
  });

  it('has no cycles', () => {
    expect(cycles(files)).toEqual([]);
  });

  it('has short files, named for what they hold', () => {
    expect(misshapenFiles(files)).toEqual([]);
  });

  it('stands in CONTRIBUTING.md as it is here', () => {
    const rows = rooms.map((room) => `| ${room} | ${allowedIn(room)} | ${packagesOf(room)} |`);
    const guide = readFileSync('CONTRIBUTING.md', 'utf8');
    expect(guide).toContain([...rows, `| cli | everything | ${packagesOf('cli')} |`].join('\n'));
  });

  it('gives every dependency a home', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
    expect(Object.keys(homes)).toEqual([...Object.keys(manifest.dependencies), ...bundled].toSorted());
  });
});

describe('a forbidden import is named with its rule', () => {
  it.each([
    ['src/base/a.ts', `import { b } from '../plan/b.ts';`, 'base may import no other folder'],
    ['src/base/a.ts', `import type { B } from '../plan/b.ts';`, 'base may import no other folder'],
    ['src/base/a.ts', `import { readFileSync } from 'node:fs';`, 'base does no I/O'],
    ['src/plan/a.ts', `export * from '../http/b.ts';`, 'plan may import only base, scenario'],
    ['src/plan/a.ts', `let b: import('../run/b.ts').B;`, 'plan may import only base, scenario'],
    ['src/plan/a.ts', `await import('../run/b.ts');`, 'plan may import only base, scenario'],
    ['src/plan/a.ts', `new URL('../run/b.js', import.meta.url);`, 'plan may import only base, scenario'],
    ['src/http/a.ts', `import { b } from '../scenario/b.ts';`, 'http may import only types of scenario'],
    ['src/http/h1/a.ts', `import '../../cli/b.ts';`, 'http may import only base, types of scenario'],
    ['src/report/a.ts', `import { b } from '../modes/b.ts';`, 'report may import only types of modes'],
    ['src/run/a.ts', `import { b } from '../index.ts';`, 'index.ts is for programs outside'],
    ['src/cli/a.ts', `import { b } from '../../test/b.ts';`, 'src imports nothing beside itself'],
    ['src/index.ts', `export * from './cli/b.ts';`, 'the library has no command line'],
    ['src/stats/a.ts', `import { request } from 'undici';`, 'only src/http/undici/ may import undici'],
    ['src/http/a.ts', `import { request } from 'undici';`, 'only src/http/undici/ may import undici'],
    ['src/run/a.ts', `import { hideBin } from 'yargs/helpers';`, 'only src/cli/ may import yargs'],
    [
      'src/run/a.ts',
      `import { x } from '@scope/pack/x';`,
      '@scope/pack has no home, see test/architecture.test.ts',
    ],
    ['src/extra/a.ts', `import { b } from '../base/b.ts';`, 'extra is no folder of the house'],
  ])('%s: %s', (path, source, rule) => {
    const from = /'(.*)'/.exec(source)?.[1] ?? '';
    expect(forbiddenImports([sourceFile(path, source)])).toEqual([`${path} imports '${from}': ${rule}`]);
  });

  it.each([
    ['src/plan/a.ts', `import { b } from '../base/b.ts'; import { c } from './c.ts';`],
    ['src/http/a.ts', `import type { B } from '../scenario/b.ts'; import { connect } from 'node:net';`],
    ['src/http/undici/a.ts', `import { Client } from 'undici'; import { b } from '../b.ts';`],
    [
      'src/cli/a.ts',
      `import { b } from '../target/b.ts'; import { c } from '../index.ts'; import y from 'yargs';`,
    ],
    ['src/cli/a.ts', `new URL('../../package.json', import.meta.url);`],
    ['src/index.ts', `export { b } from './run/b.ts';`],
  ])('and others are not: %s: %s', (path, source) => {
    expect(forbiddenImports([sourceFile(path, source)])).toEqual([]);
  });
});

describe('cycles', () => {
  const graph = (edges: Readonly<Record<string, readonly string[]>>): SourceFile[] =>
    Object.entries(edges).map(([path, to]) =>
      sourceFile(path, to.map((from) => `import '${from}';`).join('\n')),
    );

  it.each([
    ['none', { 'a.ts': ['./b.ts', './c.ts'], 'b.ts': ['./d.ts'], 'c.ts': ['./d.ts'], 'd.ts': [] }, []],
    ['a file that imports itself', { 'a.ts': ['./a.ts'] }, ['a.ts → a.ts']],
    ['two files', { 'a.ts': ['./b.ts'], 'b.ts': ['./a.ts'] }, ['a.ts → b.ts → a.ts']],
    [
      'a longer one, off the path that leads to it',
      { 'a.ts': ['./b/b.ts'], 'b/b.ts': ['./c.ts'], 'b/c.ts': ['./d.ts'], 'b/d.ts': ['./b.ts'] },
      ['b/b.ts → b/c.ts → b/d.ts → b/b.ts'],
    ],
    [
      'two apart',
      { 'a.ts': ['./b.ts'], 'b.ts': ['./a.ts'], 'c.ts': ['./b.ts', './d.ts'], 'd.ts': ['./c.ts'] },
      ['a.ts → b.ts → a.ts', 'c.ts → d.ts → c.ts'],
    ],
  ])('%s', (_name, edges, found) => {
    expect(cycles(graph(edges))).toEqual(found);
  });

  it('are made by type imports and started processes too', () => {
    const files = [
      sourceFile('a.ts', `import type { B } from './b.ts';`),
      sourceFile('b.ts', `fork(new URL('./a.js', import.meta.url));`),
    ];
    expect(cycles(files)).toEqual(['a.ts → b.ts → a.ts']);
  });
});

it.each([
  ['src/plan/index.ts', 1, 'only src/index.ts may be an index'],
  ['src/plan/utils.ts', 1, '"utils" says nothing about what is inside'],
  ['src/common/clock.ts', 1, '"common" says nothing about what is inside'],
  ['src/plan/schedule.ts', 301, '301 lines are two files; 300 at most'],
])('a misshapen file is named with its rule: %s, %i lines', (path, lines, rule) => {
  expect(misshapenFiles([{ path, lines, imports: [] }])).toEqual([`${path}: ${rule}`]);
  expect(misshapenFiles([{ path: 'src/index.ts', lines: 300, imports: [] }])).toEqual([]);
});

function forbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((each) => {
      const rule = each.from.startsWith('.') ? brokenHouseRule(file, each) : brokenPackageRule(file, each);
      return rule === null ? [] : [`${file.path} imports '${each.from}': ${rule}`];
    }),
  );
}

function brokenHouseRule(file: SourceFile, { kind, from }: Import): string | null {
  const to = join(dirname(file.path), from);
  if (!to.startsWith('src/')) return kind === 'url' ? null : 'src imports nothing beside itself';
  const [room, target] = [roomOf(file.path), roomOf(to)];
  if (room === target || room === 'cli') return null;
  if (room === 'index.ts') return rooms.includes(target) ? null : 'the library has no command line';
  if (target === 'index.ts') return 'index.ts is for programs outside';
  const rules = house[room];
  if (rules === undefined) return `${room} is no folder of the house`;
  if (rules.imports.includes(target)) return null;
  if (rules.types?.includes(target) === true) {
    return kind === 'type' ? null : `${room} may import only types of ${target}`;
  }
  return rules.imports.length === 0
    ? `${room} may import no other folder`
    : `${room} may import only ${allowedIn(room)}`;
}

/** `base, types of scenario` */
function allowedIn(room: string): string {
  const { imports = [], types = [] } = house[room] ?? {};
  return list([...imports, ...types.map((name) => `types of ${name}`)]);
}

function packagesOf(room: string): string {
  return list(Object.keys(homes).filter((name) => homesOf(name).some((home) => roomOf(home) === room)));
}

function list(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.join(', ');
}

function brokenPackageRule(file: SourceFile, { from }: Import): string | null {
  if (isBuiltin(from)) return roomOf(file.path) === 'base' ? 'base does no I/O' : null;
  const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/');
  const folders = homesOf(name);
  if (folders.length === 0) return `${name} has no home, see test/architecture.test.ts`;
  return folders.some((home) => file.path.startsWith(home))
    ? null
    : `only ${list(folders)} may import ${name}`;
}

function homesOf(name: string): readonly string[] {
  const folders = homes[name] ?? [];
  return typeof folders === 'string' ? [folders] : folders;
}

/** `http` for `src/http/h1/parser.ts`, `index.ts` for `src/index.ts`. */
function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** One cycle at least for every knot of files that import each other. */
function cycles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const found: string[] = [];
  const trail: string[] = [];
  const done = new Set<string>();
  const visit = (path: string): void => {
    const file = byPath.get(path) ?? byPath.get(path.replace(/\.js$/, '.ts'));
    if (file === undefined || done.has(file.path)) return;
    const start = trail.indexOf(file.path);
    if (start !== -1) {
      found.push([...trail.slice(start), file.path].join(' → '));
      return;
    }
    trail.push(file.path);
    for (const { from } of file.imports) if (from.startsWith('.')) visit(join(dirname(file.path), from));
    trail.pop();
    done.add(file.path);
  };
  for (const { path } of files) visit(path);
  return found;
}

function misshapenFiles(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, lines }) => {
    const vague = path
      .replace(/\.\w+$/, '')
      .split('/')
      .find((name) => vagueNames.test(name));
    const rules = [
      basename(path) === 'index.ts' && path !== 'src/index.ts' && 'only src/index.ts may be an index',
      vague !== undefined && `"${vague}" says nothing about what is inside`,
      lines > maxLines && `${lines} lines are two files; ${maxLines} at most`,
    ];
    return rules.filter((rule) => rule !== false).map((rule) => `${path}: ${rule}`);
  });
}

function readFolder(folder: string): SourceFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  return names
    .toSorted()
    .map((name) => sourceFile(join(folder, name), readFileSync(join(folder, name), 'utf8')));
}

function sourceFile(path: string, source: string): SourceFile {
  return {
    path,
    lines: source.trimEnd().split('\n').length,
    imports: importsOf(source, path.endsWith('x') ? 'tsx' : 'ts'),
  };
}
