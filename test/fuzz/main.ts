import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readCases, writeCase } from './case-folder.ts';
import { CaseMirror } from './case-mirror.ts';
import type { FuzzEnd, FuzzJob, FuzzNews } from './fuzz-thread.ts';

/** No case takes a hundredth of it. */
const hangMs = 20_000;
const folder = join(process.cwd(), 'test', 'fuzz');
const corpusFolder = join(folder, 'corpus');
const findingsFolder = join(folder, 'findings');

const usage =
  'usage: npm run fuzz -- [--minutes N] [--seconds N] [--executions N] [--seed N] [--save-corpus] [--results FILE]';

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === null) {
    say(usage);
    return 2;
  }
  const mirror = new CaseMirror();
  const known = [...readCases(corpusFolder), ...readCases(findingsFolder)].map(([, fuzzCase]) => fuzzCase);
  say(
    `seed ${asked.seed}, Node ${process.version}, llhttp ${process.versions['llhttp']}, ${known.length} known cases`,
  );
  const end = await fuzz({ ...asked, known, mirror: mirror.memory }, mirror);
  const findings = end?.findings ?? [{ target: 'time', message: 'it never ended', fuzzCase: mirror.shown }];
  for (const { target, message, fuzzCase } of findings) {
    say(
      `\nFINDING, ${target}: ${writeCase(findingsFolder, fuzzCase)}\n${JSON.stringify(fuzzCase)}\n${message}`,
    );
  }
  if (end !== null) {
    say(`\ncode that never ran:\n${end.missedLines.join('\n')}`);
    for (const fuzzCase of end.smallCorpus) say(`saved ${writeCase(corpusFolder, fuzzCase)}`);
  }
  const failed = new Set(findings.map(({ target }) => target)).size;
  if (asked.results !== '') writeResults(asked.results, (end?.targets.length ?? failed) - failed, failed);
  return failed === 0 ? 0 : 1;
}

type Asked = Pick<FuzzJob, 'seed' | 'forMs' | 'executions' | 'wantsCorpus'> & { readonly results: string };

/** null when they make no sense. Without a limit it is a minute. */
function readArguments(): Asked | null {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '0' },
        seconds: { type: 'string', default: '0' },
        executions: { type: 'string', default: 'Infinity' },
        seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
        'save-corpus': { type: 'boolean', default: false },
        results: { type: 'string', default: '' },
      },
    });
    const seed = Number(values.seed);
    const executions = Number(values.executions);
    const givenMs = Number(values.minutes) * 60_000 + Number(values.seconds) * 1000;
    if (!Number.isInteger(seed) || !(executions > 0) || !(givenMs >= 0)) return null;
    const forMs = givenMs > 0 ? givenMs : executions === Infinity ? 60_000 : Infinity;
    return { seed, forMs, executions, wantsCorpus: values['save-corpus'], results: values.results };
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** null when it hung. */
async function fuzz(job: FuzzJob, mirror: CaseMirror): Promise<FuzzEnd | null> {
  const worker = new Worker(new URL('fuzz-thread.js', import.meta.url), { workerData: job });
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    let lastCount = -1;
    const watch = setInterval(() => {
      if (mirror.count === lastCount) stop(null);
      lastCount = mirror.count;
    }, hangMs);
    const stop = (end: FuzzEnd | null): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(end);
    };
    worker.on('message', (news: FuzzNews | FuzzEnd) => {
      say(describe(news, performance.now() - startedAt));
      if ('isEnd' in news) stop(news);
    });
    worker.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}

function describe({ executions, coverage, corpusSize, findings }: FuzzNews, elapsedMs: number): string {
  return [
    `${(elapsedMs / 1000).toFixed(0)} s`,
    `${executions.toLocaleString('en')} executions`,
    `${Math.round((executions / elapsedMs) * 1000).toLocaleString('en')}/s`,
    `coverage ${(coverage * 100).toFixed(2)} %`,
    `corpus ${corpusSize.toLocaleString('en')}`,
    `findings ${findings.length}`,
  ].join('  ');
}

/** In the form of vitest's JSON, for whoever adds up tests: each target is one. */
function writeResults(path: string, numPassedTests: number, numFailedTests: number): void {
  writeFileSync(path, JSON.stringify({ numPassedTests, numFailedTests, testResults: [] }));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
