// Runs in a thread of its own, which main.ts watches.
import { parentPort, workerData } from 'node:worker_threads';
import { CaseMirror } from './case-mirror.ts';
import { CodeCoverage } from './code-coverage.ts';
import type { Finding } from './finding.ts';
import type { FuzzCase } from './fuzz-case.ts';
import { smallCorpus } from './small-corpus.ts';
import type { Target } from './target.ts';

export type FuzzJob = {
  readonly seed: number;
  readonly forMs: number;
  readonly executions: number;
  readonly wantsCorpus: boolean;
  readonly known: readonly FuzzCase[];
  readonly mirror: SharedArrayBuffer;
};

export type FuzzNews = {
  readonly executions: number;
  readonly coverage: number;
  readonly corpusSize: number;
  readonly findings: readonly Finding[];
};

export type FuzzEnd = FuzzNews & {
  readonly isEnd: true;
  readonly targets: readonly string[];
  readonly missedLines: readonly string[];
  readonly smallCorpus: readonly FuzzCase[];
};

const newsEveryMs = 5000;

await work(workerData as FuzzJob);

async function work({ seed, forMs, executions, wantsCorpus, known, mirror }: FuzzJob): Promise<void> {
  const coverage = new CodeCoverage((url) => url.includes('/src/http/h1/'));
  coverage.start();
  // Not before: see CodeCoverage.
  const [{ Fuzzer }, { targets: allTargets }, { seeds }] = await Promise.all([
    import('./fuzzer.ts'),
    import('./targets.ts'),
    import('./seeds.ts'),
  ]);
  const shownCase = new CaseMirror(mirror);
  const targets = allTargets.map((target) => shown(target, shownCase));
  const fuzzer = new Fuzzer({ targets, coverage, seed });
  const news = (): FuzzNews => ({
    executions: fuzzer.executions,
    coverage: coverage.share,
    corpusSize: fuzzer.corpus.size,
    findings: fuzzer.findings,
  });
  const endsAt = performance.now() + forMs;
  let newsAt = performance.now() + newsEveryMs;
  await fuzzer.begin([...seeds, ...known]);
  await fuzzer.run(() => {
    const now = performance.now();
    if (now >= newsAt) {
      newsAt = now + newsEveryMs;
      parentPort?.postMessage(news());
    }
    return now >= endsAt || fuzzer.executions >= executions;
  });
  const end: FuzzEnd = {
    ...news(),
    isEnd: true,
    targets: targets.map(({ name }) => name),
    missedLines: coverage.missedLines(),
    smallCorpus: wantsCorpus
      ? await smallCorpus(fuzzer.corpus.cases, [...seeds, ...known], targets, coverage)
      : [],
  };
  parentPort?.postMessage(end);
  coverage.stop();
}

function shown(target: Target, mirror: CaseMirror): Target {
  return {
    ...target,
    run: (fuzzCase) => {
      mirror.show(fuzzCase);
      return target.run(fuzzCase);
    },
  };
}
