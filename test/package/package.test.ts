import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcess } from '../support/built-cli.ts';

type Packed = {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
};

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'inrush-package-'));
const app = join(work, 'app');
let packed: Packed;

beforeAll(() => {
  // It builds anew, and says so before the JSON.
  const told = run(root, 'npm', 'pack', '--json', '--pack-destination', work);
  packed = (JSON.parse(told.slice(told.indexOf('[\n'))) as Packed[])[0] as Packed;
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }');
  run(app, 'npm', 'install', '--no-audit', '--no-fund', join(work, packed.filename));
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('the package', () => {
  it('has what it needs, and nothing of the workshop', () => {
    const paths = packed.files.map(({ path }) => path);
    const folders = [
      ...new Set(paths.map((path) => (path.includes('/') ? path.replace(/\/.*/, '/') : path))),
    ];
    expect(folders.toSorted()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist/',
        'docs/',
        'man/',
        'package.json',
        'scenarios/',
        'schema/',
      ].toSorted(),
    );
    expect(paths).toContain('schema/result.schema.json');
    expect(paths).toEqual(
      expect.arrayContaining(['schema/scenario.schema.json', 'schema/code-scenario.schema.json']),
    );
    expect(paths).toContain('docs/library.md');
    expect(paths.filter((path) => path.startsWith('docs/pictures'))).toEqual([]);
    expect(packed.size).toBeLessThan(1_100_000);
  });

  it('has nothing in dist that its source has not', () => {
    const built = packed.files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
    const stale = built.filter((path) => !existsSync(join(root, sourceOf(path))));
    expect(stale).toEqual([]);
    expect(built.length).toBeGreaterThan(200);
  });

  it('is published as its readers expect: publint has nothing to say', async () => {
    const { messages } = await publint({
      pkgDir: join(app, 'node_modules/inrush'),
      pack: false,
      strict: true,
    });
    expect(messages).toEqual([]);
  });

  it('brings what it depends on', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: object;
    };
    const missing = Object.keys(dependencies).filter((name) => !existsSync(join(app, 'node_modules', name)));
    expect(missing).toEqual([]);
  });
});

describe('installed in an empty folder', () => {
  it('has a command that starts a target and puts load on it', async () => {
    const target = startProcess('npx', ['--no-install', 'inrush', 'target', '--port', '0'], { cwd: app });
    await expect.poll(() => target.stdout, { timeout: 20_000 }).toMatch(/^listening on http/);
    const url = target.stdout.trim().split(' ').at(-1) ?? '';
    const load = startProcess('npx', ['--no-install', 'inrush', url, '-n', '50', '-c', '5'], { cwd: app });
    const { exitCode, stdout, stderr } = await load.outcome();
    expect(exitCode).toBe(0);
    // What npx itself has to say is not ours.
    expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm '))).toEqual([]);
    expect(stdout).toMatch(/^requests +started 50 · ok 50/m);
    target.kill();
  });

  it.each([
    ['a module', 'a.mjs', "import { runLoadTest, startTarget } from 'inrush';"],
    ['CommonJS', 'a.cjs', "const { runLoadTest, startTarget } = require('inrush');"],
  ])('is imported by %s', async (_what, name, importing) => {
    const source = `${importing}
      (async () => {
        const target = await startTarget({ host: '127.0.0.1', port: 0 });
        for (const engine of ['h1', 'undici']) {
          const { accounting } = await runLoadTest({ url: target.url, requests: 20, engine });
          console.log(accounting.ok);
        }
        await target.close();
      })();`;
    writeFileSync(join(app, name), source);
    const outcome = await startProcess(process.execPath, [name], { cwd: app }).outcome();
    expect(outcome).toMatchObject({ exitCode: 0, stdout: '20\n20\n' });
  });

  it('gives its schema and its manifest to who asks', () => {
    const source = `
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      console.log(require('inrush/package.json').name, typeof require('inrush/schema/result.schema.json'));`;
    writeFileSync(join(app, 'b.mjs'), source);
    expect(run(app, process.execPath, 'b.mjs')).toBe('inrush object\n');
  });
});

const program = `
import {
  compareSyncAsync, foldVerdict, InrushError, runLoadTest,
  type LoadTestOptions, type Report, type ResponseRecord, type Result, type Scenario, type Tick,
} from 'inrush';

const scenario: Scenario = { url: 'http://127.0.0.1/', headers: [['a', 'b']], timeouts: { totalMs: 5 } };
const options: LoadTestOptions = {
  failIf: ['p95 > 1s'],
  onTick: (tick: Tick) => void tick.answered,
  onResponse: async ({ number, body }: ResponseRecord) => void (number + body.length),
  signal: AbortSignal.timeout(5),
};
export const result: Promise<Result> = runLoadTest(scenario, options);
export const report: Report = await compareSyncAsync(scenario, { rounds: 2 });
export const verdict: 'passed' | 'failed' | 'inconclusive' | 'invalid' = foldVerdict(report.gates, report.trust.level);
export const isOurs = (error: unknown): boolean => error instanceof InrushError && error.code === 'usage';
// @ts-expect-error a misspelt field
void runLoadTest({ url: '', conections: 5 });
// @ts-expect-error a wrong type
void runLoadTest({ url: '', connections: '5' });
`;

describe('its types', () => {
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--skipLibCheck', 'false'];

  it.each([
    ['node16, with the types of Node', ['--module', 'node16', '--types', 'node', '--lib', 'es2023']],
    ['nodenext, with the types of Node', ['--module', 'nodenext', '--types', 'node', '--lib', 'es2023']],
    [
      'bundler, with the types of Node',
      ['--module', 'esnext', '--moduleResolution', 'bundler', '--types', 'node', '--lib', 'es2023'],
    ],
    [
      'bundler, in a project that knows only the DOM',
      ['--module', 'esnext', '--moduleResolution', 'bundler', '--types', '', '--lib', 'es2023,dom'],
    ],
  ])('hold for a strict program: %s', (_how, flags) => {
    const types = join(app, 'node_modules/@types');
    mkdirSync(types, { recursive: true });
    for (const name of ['@types/node', 'undici-types']) {
      const link = join(app, 'node_modules', name);
      if (!existsSync(link)) symlinkSync(join(root, 'node_modules', name), link);
    }
    writeFileSync(join(app, 'program.ts'), program);
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    expect(run(app, process.execPath, tsc, ...strict, '--target', 'es2023', ...flags, 'program.ts')).toBe('');
  });
});

/** Answers stdout; a failure throws with all that was said. */
function run(cwd: string, command: string, ...args: readonly string[]): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`, { cause: error });
  }
}

function sourceOf(path: string): string {
  // All of the page is built into two files.
  if (path.startsWith('dist/page/')) return 'src/page/bundle.js';
  return path.replace(/^dist\//, 'src/').replace(/(\.d)?\.(js|ts)$/, '.ts');
}
