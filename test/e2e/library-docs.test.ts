import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTarget } from '../../src/target/server.ts';
import { type CliOutcome, startProcess } from '../support/built-cli.ts';
import { projectFolder, runProgram } from '../support/program.ts';

const text = readFileSync('docs/library.md', 'utf8');
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

/** What an example prints, by words that only it has; every example must be here. */
const expected: Readonly<Record<string, { readonly words: string; readonly stdout: RegExp }>> = {
  'the first': {
    words: 'answers per second',
    stdout: /^[\d.]+ answers per second\n\d+ µs\n(ok|degraded)\n$/,
  },
  errors: {
    words: 'connections: -1',
    stdout: /^-c\/--connections must be above 0, got -1.*\n-d\/--duration/s,
  },
  'the gate': { words: 'ratePerS: 200', stdout: /^passed p95 > 200ms [\d.]+ ms\npassed errors > 1% 0 %\n$/ },
  'the test': { words: 'speed.test.js', stdout: /1 passed/ },
  'the signal': {
    words: 'AbortSignal.timeout',
    stdout: /answered: \d{2,}.*state: 'partial',\s+reasons: \[ 'ended by the/s,
  },
  'the result so far': {
    words: 'onSnapshot',
    // The second is left out where the first took a busy machine too long.
    stdout: /^1 \d+ (ok|degraded|invalid)\n(2 \d+ (ok|degraded|invalid)\n)?$/,
  },
  responses: {
    words: 'responses.sort',
    stdout: /^1 200 .*"path".*\n2 200 .*\n3 200 .*\n{ delivered: 100, dropped: 0 }\n$/,
  },
  'sync and async': { words: 'finding.sentence', stdout: /^[\d.]+ [\d.]+ [\d.]+\nIt (scales|saturates)/ },
  'a report': { words: 'reporters.text', stdout: /^\n?inrush [\d.]+ .*requests +started 500/s },
  'an own report': {
    words: "['p50'",
    stdout: /^\| ok \| 500 \|\n\| p50 \| \d+ µs \|\n\| p95 \| \d+ µs \|\n$/,
  },
  CommonJS: { words: 'require(', stdout: /^100\n$/ },
};

/** The doctor takes its time, and has tests of its own: of its example only the names are checked. */
const tooLong = 'runDoctor(';

const examples = [...text.matchAll(/^```(c?js)\n([^]*?)^```$/gm)]
  .filter(([, , source = '']) => !source.includes(tooLong))
  .map(([, language, source = '']) => ({
    name: Object.keys(expected).find((name) => source.includes(expected[name]?.words ?? '')) ?? source,
    file: language === 'cjs' ? 'example.cjs' : 'example.mjs',
    source,
  }));

describe('docs/library.md', () => {
  it('has every example that is expected, once', () => {
    expect(examples.map(({ name }) => name).toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  it('speaks of a doctor that is there', async () => {
    expect(text).toContain(tooLong);
    const program = `import { runDoctor, fingerprintOf } from 'inrush'; console.log(typeof runDoctor, typeof fingerprintOf)`;
    expect(await runProgram(program)).toMatchObject({ stdout: 'function function\n', exitCode: 0 });
  });

  it.each(examples)('$name: does what it says', async ({ name, file, source }) => {
    const target = await startTarget({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => target.close());
    const program = source.replaceAll('http://127.0.0.1:8080', target.url);
    const isTest = program.includes("from 'vitest'");
    const outcome = await (isTest ? runTest(program) : runProgram(program, { name: file }));
    expect(outcome.stderr).toBe('');
    // Where the machine is too busy to trust the numbers, the gate has to say so.
    expect(outcome.exitCode === 0 || (name === 'the gate' && outcome.exitCode === 1)).toBe(true);
    expect(outcome.stdout).toMatch(expected[name]?.stdout ?? /^$/);
  });
});

async function runTest(source: string): Promise<CliOutcome> {
  const folder = await projectFolder('vitest');
  await writeFile(join(folder, 'speed.test.js'), source);
  return startProcess(process.execPath, [vitest, 'run', '--root', folder], { cwd: folder }).outcome();
}
