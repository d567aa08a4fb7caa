import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { readCases } from './case-folder.ts';
import { CaseMirror } from './case-mirror.ts';
import { cutsOf } from './case-cuts.ts';
import { CodeCoverage } from './code-coverage.ts';
import { Corpus } from './corpus.ts';
import { shrink } from './finding.ts';
import { endings, formatCase, parseCase, type FuzzCase } from './fuzz-case.ts';
import { Fuzzer } from './fuzzer.ts';
import { mutate } from './mutate.ts';
import { seeds } from './seeds.ts';
import { smallCorpus } from './small-corpus.ts';
import type { Target } from './target.ts';
import { targets } from './targets.ts';

const cases = ['corpus', 'findings'].flatMap((folder) => readCases(join(import.meta.dirname, folder)));
const plain: FuzzCase = { text: 'HTTP/1.1 200 OK\r\n\r\n', isHeads: [false], ending: 'end', cutSeed: 1 };
const anyCase: fc.Arbitrary<FuzzCase> = fc.record({
  text: fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)) }),
  isHeads: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
  ending: fc.constantFrom(...endings),
  cutSeed: fc.nat(),
});

describe.each(targets.map((target) => [target.name, target] as const))('the target %s', (_name, target) => {
  it.each(cases)('bears what was found before: %s', async (_file, fuzzCase) => {
    expect(await target.run(fuzzCase)).toBeTypeOf('string');
  });

  it('bears the hand-written cases', async () => {
    for (const seed of seeds) expect(await target.run(seed)).toBeTypeOf('string');
  });

  it('bears a thousand relatives of them', async () => {
    const fuzzer = new Fuzzer({ targets: [target], coverage: coverageOfH1(), seed: 1 });
    await fuzzer.begin(seeds);
    const most = fuzzer.executions + 1000;
    await fuzzer.run(() => fuzzer.executions >= most);
    expect(fuzzer.findings).toEqual([]);
  });
});

describe('the fuzzer', () => {
  const faulty: Target = {
    name: 'faulty',
    oneIn: 1,
    run: ({ text }) => {
      if (/7..\d*\n.*8/.test(text)) throw new Error('it broke');
      return text.includes('7') ? 'seven' : '';
    },
  };

  it('finds a fault, shrinks it, and tells of it once', async () => {
    const fuzzer = new Fuzzer({ targets: [faulty], coverage: coverageOfH1(), seed: 1 });
    await fuzzer.begin([plain]);
    await fuzzer.run(() => fuzzer.findings.length > 0 || fuzzer.executions > 100_000);
    const [finding] = fuzzer.findings;
    expect(finding).toMatchObject({ target: 'faulty', message: 'it broke' });
    expect(finding?.fuzzCase.text).toMatch(/^7..\n8$/s);
  });

  it('does the same with the same seed', async () => {
    const run = async (seed: number): Promise<readonly FuzzCase[]> => {
      const fast = targets.filter(({ oneIn }) => oneIn <= 2);
      // What has run before in this process is no matter of the seed.
      const coverage = startCoverage(() => false);
      const fuzzer = new Fuzzer({ targets: fast, coverage, seed });
      await fuzzer.begin(seeds.slice(0, 20));
      await fuzzer.run(() => fuzzer.executions >= 300);
      return fuzzer.corpus.cases;
    };
    const first = await run(1);
    expect(first.length).toBeGreaterThan(20);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });

  it('changes cases within their bounds', () => {
    const random = seededRandom(1);
    for (let fuzzCase = plain, left = 5000; left > 0; left--) {
      fuzzCase = mutate(fuzzCase, plain, random);
      expect(fuzzCase.isHeads.length >= 1 && fuzzCase.isHeads.length <= 8).toBe(true);
      expect(fuzzCase.text).toMatch(/^[\0-\xff]*$/);
      expect(cutsOf(fuzzCase).every((cut) => cut <= fuzzCase.text.length)).toBe(true);
      expect(parseCase(formatCase(fuzzCase))).toEqual(fuzzCase);
    }
  });
});

describe('a case', () => {
  it('is the same when it comes back from its file, and from another thread', () => {
    const mirror = new CaseMirror();
    const elsewhere = new CaseMirror(mirror.memory);
    fc.assert(
      fc.property(anyCase, (fuzzCase) => {
        expect(parseCase(formatCase(fuzzCase))).toEqual(fuzzCase);
        const before = elsewhere.count;
        mirror.show(fuzzCase);
        expect([elsewhere.count, elsewhere.shown]).toEqual([before + 1, fuzzCase]);
      }),
    );
  });

  it('is not taken from just any file', () => {
    for (const file of ['', 'G end 1', 'X end 1\n', 'G stop 1\n', 'G end x\n', `${'G'.repeat(9)} end 1\n`]) {
      expect(() => parseCase(file)).toThrow('not a fuzz case');
    }
  });

  it('shrinks to what fails', async () => {
    const failing: FuzzCase = {
      ...plain,
      text: 'abcdefgXhijklmnopYqr',
      isHeads: [true, false],
      ending: 'reset',
    };
    const fails = ({ text }: FuzzCase): Promise<boolean> => Promise.resolve(/X.*Y/.test(text));
    expect(await shrink(failing, fails)).toMatchObject({ text: 'XY', isHeads: [true], ending: 'end' });
  });
});

describe('a corpus', () => {
  const shorter = { ...plain, text: 'short' };

  it('keeps the first case for each outcome, until a shorter one comes', () => {
    const corpus = new Corpus();
    expect([corpus.offer('a', plain), corpus.offer('b', plain), corpus.offer('a', shorter)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(corpus.cases).toEqual([shorter, plain]);
    corpus.offer('a', plain);
    expect(corpus.cases).toEqual([shorter, plain]);
  });

  it('shrinks to the shortest cases that lead to all single outcomes', async () => {
    const target: Target = { name: 'letters', oneIn: 1, run: ({ text }) => Array.from(text).join() };
    const of = (text: string): FuzzCase => ({ ...plain, text });
    const coverage = startCoverage(() => false);
    const small = await smallCorpus([of('abc'), of('ab'), of('c')], [of('a')], [target], coverage);
    expect(small).toEqual([of('c'), of('ab')]);
  });
});

describe('coverage', () => {
  it('tells new code from code that ran before', async () => {
    const coverage = startCoverage((url) => url.startsWith('data:'));
    const code = 'export function sign(x) { if (x < 0) { return -1; } return 1; }';
    const { sign } = (await import(/* @vite-ignore */ `data:text/javascript,${code}`)) as {
      sign: (x: number) => number;
    };
    const isNews = (): boolean => {
      const taken = coverage.take();
      const answer = coverage.isNews(taken);
      coverage.add(taken);
      return answer;
    };
    isNews();
    const before = coverage.share;
    expect([sign(1), isNews(), sign(2), isNews(), sign(-1), isNews(), sign(-2), isNews()]).toEqual([
      1,
      true,
      1,
      false,
      -1,
      true,
      -1,
      false,
    ]);
    expect(before).toBeLessThan(1);
    expect(coverage.share).toBe(1);
    coverage.forget();
    expect([coverage.share, sign(1), isNews()]).toEqual([0, 1, true]);
  });
});

function startCoverage(isWatched: (url: string) => boolean): CodeCoverage {
  const coverage = new CodeCoverage(isWatched);
  coverage.start();
  onTestFinished(() => coverage.stop());
  return coverage;
}

function coverageOfH1(): CodeCoverage {
  return startCoverage((url) => url.includes('/src/http/h1/'));
}
