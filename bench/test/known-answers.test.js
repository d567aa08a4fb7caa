import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { knownCases } from '../known-answers/cases.js';
import { parseKnownFlags } from '../known-answers/flags.js';
import { verdictOf } from '../known-answers/judge.js';
import { renderKnownAnswers } from '../known-answers/page.js';
import { knownTools } from '../known-answers/tools/registry.js';

const [inrush, hey, wrk] = ['inrush', 'hey', 'wrk'].map((name) =>
  knownTools.find((tool) => tool.name === name),
);
const truth = {
  p50Us: 300,
  p95Us: 1_010_000,
  p99Us: 1_790_000,
  maxUs: 2_010_000,
  ok: 4000,
  errors: 0,
  said: [],
};

describe('a verdict', () => {
  for (const [what, tool, name, facts, word, why] of [
    ['the known times are right', inrush, 'stall-1', { printed: truth }, 'right', ''],
    [
      'a time that is not printed can be right',
      inrush,
      'stall-1',
      { printed: { ...truth, p95Us: null } },
      'right',
      'does not print p95',
    ],
    ['a time that is off is named', inrush, 'stall-1', { printed: { ...truth, p99Us: 900 } }, 'wrong', 'p99'],
    [
      'who counts from the write does not tell',
      hey,
      'stall-1',
      { printed: { ...truth, p95Us: 900, p99Us: 900 } },
      'not told',
      'p95, p99: it counts from the write, not from the planned start',
    ],
    [
      'but can be wrong about a delay',
      hey,
      'delay-1',
      { printed: { ...truth, p50Us: 51_000, p95Us: 1e5 } },
      'wrong',
      'p50',
    ],
    [
      'without a rate nothing is planned',
      wrk,
      'stall-1',
      { printed: truth },
      'not told',
      'it has no rate, so it has no planned starts',
    ],
    [
      'a queue grows with every answer',
      inrush,
      'overload',
      { printed: { ...truth, p50Us: 1e6, p99Us: 1.98e6, maxUs: 2e6, ok: 400 } },
      'right',
      '',
    ],
    [
      'also when all of it is waited for',
      inrush,
      'overload',
      { printed: { ...truth, p50Us: 1e6, p99Us: 1.98e6, maxUs: 2e6, ok: 800 } },
      'wrong',
      'p50, p99, maximum',
    ],
    ['every loss is counted', inrush, 'lost', lost(54, 46, 100, 54, 46), 'right', ''],
    ['a loss is kept back', inrush, 'lost', lost(50, 0, 100, 50, 50), 'not told', '50 losses'],
    [
      'a loss is sent again',
      inrush,
      'lost',
      lost(100, 0, 199, 100, 99),
      'not told',
      '99 losses; it sent 99 requests again',
    ],
    [
      'what was never sent failed, too',
      inrush,
      'lost',
      lost(10, 90, 20, 10, 10),
      'right',
      'the errors include 80 that it did not send',
    ],
    ['losses are made up', inrush, 'lost', lost(54, 47, 100, 54, 46), 'wrong', '46 were lost'],
    ['successes are made up', inrush, 'lost', lost(55, 46, 100, 54, 46), 'wrong', '54 were answered'],
    ['a run for a time is cut off', wrk, 'lost', lost(994, 991, 2000, 1000, 1000), 'right', ''],
    ['but not by that much', wrk, 'lost', lost(2, 0, 100, 50, 50), 'wrong', '50 were answered'],
    ['all were sent', inrush, 'split-10', lost(10, 0, 10, 10, 0), 'right', ''],
    ['one was not', inrush, 'split-10', lost(9, 0, 9, 9, 0), 'wrong', 'it sent 9'],
    ['one was not counted', inrush, 'split-10', lost(9, 0, 10, 10, 0), 'wrong', 'it says 9'],
    ['an exit code tells', inrush, 'all-500', { printed: { ok: 0, errors: 100 }, exitCode: 3 }, 'right', ''],
    [
      'an exit code hides',
      inrush,
      'all-500',
      { printed: { ok: 0, errors: 100 }, exitCode: 0 },
      'not told',
      'the exit code is 0',
    ],
    [
      'nothing may succeed',
      inrush,
      'all-500',
      { printed: { ok: 100, errors: 0 }, exitCode: 3 },
      'wrong',
      'it counts 100 successes',
    ],
    ['giving up tells', inrush, 'refused', { printed: null, exitCode: 1 }, 'right', 'it gives up'],
    [
      'unless it is silent',
      inrush,
      'refused',
      { printed: null, exitCode: 0 },
      'not told',
      'the exit code is 0',
    ],
    [
      'a failed run tells nothing',
      inrush,
      'stall-1',
      { printed: null, failure: 'SIGKILL' },
      'not told',
      'it failed: SIGKILL',
    ],
    [
      'a tool that was stopped and says so',
      inrush,
      'own-stall',
      { printed: { ...truth, said: ['late'] } },
      'right',
      'it says that something was wrong',
    ],
    [
      'one that blames the server',
      inrush,
      'own-stall',
      { printed: { ...truth, p99Us: 450_000 } },
      'not told',
      'as if the server had been slow',
    ],
    [
      'one that shows nothing',
      inrush,
      'own-stall',
      { printed: { ...truth, p99Us: 700 } },
      'not told',
      'its p99 shows nothing',
    ],
  ]) {
    it(what, () => {
      const seen = { server: { received: 0, answered: 0, lost: 0 }, failure: null, ...facts };
      assert.deepEqual(verdictOf(seen, tool, caseNamed(name)), { word, why });
    });
  }
});

describe('the page', () => {
  it('has a table for each case that ran, and every command', () => {
    const page = renderKnownAnswers(resultsOf(run('stall-1', 'inrush'), run('stall-1', 'wrk')));
    assert.match(page, /\| inrush \| 300 µs \| 1\.01 s \| 1\.79 s \| 2\.01 s \| 4,000 \| 0 \| right \|/);
    assert.match(page, /\| wrk \|.*\| not told: it has no rate/);
    assert.match(page, /^inrush http:\/\/127\.0\.0\.1:PORT\/$/m);
    assert.doesNotMatch(page, /A constant delay/);
  });

  it('shows what a tool says of itself, in one cell', () => {
    const said = { ...truth, said: ['late | by\nfar', 'again'] };
    const page = renderKnownAnswers(resultsOf(run('own-stall', 'inrush', { printed: said })));
    assert.ok(page.includes(String.raw`| late \| by far; again |`));
  });

  it('has no undefined, null or NaN in it', () => {
    const all = knownCases.flatMap(({ name }) => knownTools.map((tool) => run(name, tool.name)));
    const failed = { printed: null, exitCode: null, failure: 'SIGKILL' };
    assert.doesNotMatch(renderKnownAnswers(resultsOf(...all)), /undefined|null|NaN/);
    assert.doesNotMatch(renderKnownAnswers(resultsOf(run('lost', 'hey', failed))), /undefined|null|NaN/);
    assert.doesNotMatch(renderKnownAnswers(resultsOf()), /undefined|null|NaN/);
  });

  it('in docs/ is the one that the runs in results/ make', (t) => {
    const page = new URL('../../docs/known-answers.md', import.meta.url);
    const seen = new URL('../results/known-answers.json', import.meta.url);
    if (!existsSync(page) || !existsSync(seen)) return t.skip('not asked yet');
    const results = JSON.parse(readFileSync(seen, 'utf8'));
    const made = renderKnownAnswers(results);
    return assert.equal(readFileSync(page, 'utf8'), made, 'run `npm run known-answers -- --page-only`');
  });
});

describe('the flags', () => {
  it('mean everything unless something is named', () => {
    const { problems, cases, tools, pageOnly } = parseKnownFlags([]);
    assert.deepEqual([problems, cases.length, tools.length], [[], knownCases.length, knownTools.length]);
    assert.equal(pageOnly, false);
  });

  it('name a tool with all its modes', () => {
    const { cases, tools } = parseKnownFlags(['--tools', 'oha', '--cases=lost,stall-1', '--page-only']);
    assert.deepEqual(
      [cases, tools].map((list) => list.map(({ name }) => name)),
      [
        ['stall-1', 'lost'],
        ['oha', 'oha --latency-correction'],
      ],
    );
  });

  it('are refused all at once', () => {
    assert.match(parseKnownFlags(['--case', 'lost']).problems[0], /--case/);
    const { problems } = parseKnownFlags(['--cases', 'lots', '--tools', 'hoi', '--attempts', '0']);
    assert.equal(problems.length, 3);
    assert.match(problems[0], /no lots; there is stall-1/);
  });
});

function lost(ok, errors, received, answered, dropped) {
  return { printed: { ...truth, ok, errors }, server: { received, answered, lost: dropped } };
}

function caseNamed(name) {
  return knownCases.find((one) => one.name === name);
}

function run(caseName, tool, more = {}) {
  return {
    at: '2020-01-01T00:00:00.000Z',
    case: caseName,
    tool,
    commandLine: `${tool} http://127.0.0.1:PORT/`,
    exitCode: 0,
    printed: truth,
    failure: null,
    server: { received: 4000, answered: 4000, lost: 0 },
    pausedMs: null,
    stderr: '',
    othersShare: 0.02,
    ...more,
  };
}

function resultsOf(...runs) {
  const machine = {
    cpu: 'A',
    cores: 2,
    memoryBytes: 1e9,
    kernel: 'Linux 1',
    node: 'v20',
    loadAverage: [0, 0, 0],
  };
  return { machine, versions: { inrush: '1', wrk: null }, runs };
}
