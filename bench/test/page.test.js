import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { cases } from '../cases.js';
import { caseSection } from '../page/case-section.js';
import { time } from '../page/format.js';
import { readScenarioResults } from '../results-file.js';
import { renderPage } from '../page/page.js';
import { cpuUsPerRequest, ratioOf, serverBusy, spreadOf } from '../page/statistics.js';
import { targetTable } from '../page/targets.js';

const keepAlive = cases.find(({ name }) => name === 'keep-alive');
const openModel = cases.find(({ name }) => name === 'open-model');

describe('a spread', () => {
  it('has the mean of the middle two as its median, and leaves out what is no number', () => {
    assert.deepEqual(spreadOf([4, 1, null, 3, 100, undefined]), { median: 3.5, min: 1, max: 100, count: 4 });
    assert.deepEqual(spreadOf([5]), { median: 5, min: 5, max: 5, count: 1 });
    assert.equal(spreadOf([null]), null);
  });
});

describe('a ratio', () => {
  it('is made round by round and not of medians', () => {
    const results = resultsOf(
      run('inrush', { round: 0, perS: 90 }),
      run('wrk', { round: 0, perS: 100 }),
      run('inrush', { round: 1, perS: 40 }),
      run('wrk', { round: 1, perS: 50 }),
      run('inrush', { round: 2, perS: 14 }),
      run('wrk', { round: 2, perS: 20 }),
    );
    assert.deepEqual(ratioOf(results, 'keep-alive', 'inrush', 'wrk', 'perS'), {
      median: 0.8,
      min: 0.7,
      max: 0.9,
      count: 3,
    });
  });

  it('leaves out rounds in which one of the two failed', () => {
    const results = resultsOf(
      run('inrush', { round: 0, perS: 90 }),
      run('wrk', { round: 0, perS: 900, failure: '3 timeouts' }),
      run('inrush', { round: 1, perS: 40 }),
      run('wrk', { round: 1, perS: 50 }),
      run('inrush', { round: 2, perS: 1 }),
    );
    assert.equal(ratioOf(results, 'keep-alive', 'inrush', 'wrk', 'perS').count, 1);
    assert.equal(ratioOf(results, 'keep-alive', 'inrush', 'autocannon', 'perS'), null);
  });
});

it('processor time counts over the answers, and the server’s over the time of the load', () => {
  assert.equal(cpuUsPerRequest({ cpuS: 2, requests: 200_000 }), 10);
  assert.equal(serverBusy({ serverCpuS: 1, requests: 200_000, perS: 100_000 }), 0.5);
});

describe('the targets', () => {
  const row = (results, title) =>
    targetTable(results)
      .split('\n')
      .find((line) => line.startsWith(`| ${title}`) && /wrk\b/.test(line));

  it('are met at the limit and missed below it', () => {
    const at = (perS) => resultsOf(run('inrush', { perS }), run('wrk', { perS: 100 }));
    assert.match(row(at(90), keepAlive.title), /\| ≥ 0\.90 \| 0\.90 \(0\.90–0\.90\) \| 1 \| yes \|$/);
    assert.match(row(at(89), keepAlive.title), /\| \*\*no\*\* \|$/);
  });

  it('are neither met nor missed without a run', () => {
    assert.match(row(resultsOf(), keepAlive.title), /\| ≥ 0\.90 \| – \| 0 \| – \|$/);
  });

  it('ask for times below those of wrk2', () => {
    const results = resultsOf(
      run('inrush', { case: 'open-model', p50Us: 90, p99Us: 500 }),
      run('wrk2', { case: 'open-model', p50Us: 1000, p99Us: 400 }),
    );
    const rows = targetTable(results)
      .split('\n')
      .filter((line) => line.includes('wrk2'));
    assert.match(rows[0], /p50.*≤ 0\.10 \| 0\.090 .*yes \|$/);
    assert.match(rows[1], /p99.*≤ 1\.00 \| 1\.25 .*\*\*no\*\* \|$/);
  });
});

describe('the section of a case', () => {
  it('has medians and spread, sorted by the rate', () => {
    const section = caseSection(
      resultsOf(
        run('wrk', { round: 0, perS: 1000 }),
        run('wrk', { round: 1, perS: 3000 }),
        run('inrush', { round: 0, perS: 2500 }),
        run('inrush', { round: 1, perS: 2500 }),
      ),
      keepAlive,
    );
    const rows = section.split('\n').filter((line) => /^\| (wrk|\*\*inrush)/.test(line));
    assert.equal(
      rows[0],
      '| **inrush** | 2,500 (2,500–2,500) | 100 µs | 2.00 ms | 10 µs | 100 MB | 50 % | 1.67 | – |',
    );
    assert.match(rows[1], /^\| wrk \| 2,000 \(1,000–3,000\) \|/);
  });

  it('shows a failed run and takes no number of it', () => {
    const section = caseSection(
      resultsOf(
        run('wrk', { round: 0, perS: 1000 }),
        run('wrk', { round: 1, perS: 9999, failure: '7 read errors' }),
        run('ab', { round: 0, failure: 'exit 1: `oops`\n| x' }),
      ),
      keepAlive,
    );
    assert.doesNotMatch(section, /9,999/);
    assert.match(section, /\*\*wrk: 1 of 2 runs don’t count\*\*: `7 read errors`/);
    assert.match(section, /\| ab \|( – \|){8}/);
    assert.match(section, /`exit 1: oops \| x`/);
  });

  it('says why a tool is left out, and what a run had to say', () => {
    const section = caseSection(
      resultsOf(run('inrush', { case: 'open-model', perS: 20_000, notes: ['invalid: late'] })),
      openModel,
    );
    assert.match(section, /- Left out: wrk \(it has no open model\), ab \(/);
    assert.match(section, /- inrush, 1 of 1 runs: `invalid: late`/);
    assert.doesNotMatch(section, /reached less than/);
  });

  it('says who missed the rate', () => {
    const section = caseSection(resultsOf(run('hey', { case: 'open-model', perS: 18_000 })), openModel);
    assert.match(section, /- hey reached less than 95 % of the rate in 1 of 1 runs\./);
  });

  it('marks a server that was the limit, and times below what a tool can tell', () => {
    const section = caseSection(
      resultsOf(run('autocannon', { perS: 1000, requests: 1000, serverCpuS: 0.97, p50Us: 0 })),
      keepAlive,
    );
    assert.match(section, /\| < 1\.00 ms \| 2\.00 ms \|.*\| \*\*97 %\*\* \|/);
  });
});

it('times are written with three digits', () => {
  assert.deepEqual(
    [5.04, 71, 380.4, 1050, 42_975, 1.2e6].map((us) => time(us)),
    ['5.04 µs', '71.0 µs', '380 µs', '1.05 ms', '43.0 ms', '1.20 s'],
  );
});

describe('the page', () => {
  it('says when the machine was not quiet, when runs are missing, and what was not installed', () => {
    const noisy = { ...resultsOf(run('inrush', { othersShare: 0.8 })), complete: false };
    const page = renderPage(noisy);
    assert.match(page, /\*\*The machine was not quiet/);
    assert.match(page, /stopped before its end/);
    assert.match(page, /Not installed, so not measured: wrk2\./);
    assert.doesNotMatch(renderPage(resultsOf(run('inrush', {}))), /not quiet|stopped before/);
  });

  it('has no undefined, null or NaN in it', () => {
    assert.doesNotMatch(
      renderPage(resultsOf(run('h2load', { p50Us: null, p99Us: null }))),
      /undefined|null|NaN/,
    );
    assert.doesNotMatch(renderPage(resultsOf()), /undefined|null|NaN/);
  });

  it('in docs/ is the one that the numbers in results/ make', (t) => {
    const page = new URL('../../docs/benchmarks.md', import.meta.url);
    const numbers = new URL('../results/latest.json', import.meta.url);
    if (!existsSync(page) || !existsSync(numbers)) return t.skip('not measured yet');
    const results = JSON.parse(readFileSync(numbers, 'utf8'));
    return assert.equal(
      readFileSync(page, 'utf8'),
      renderPage(results, readScenarioResults()),
      'run `npm run report`',
    );
  });
});

function run(tool, rest) {
  return {
    case: 'keep-alive',
    round: 0,
    tool,
    commandLine: `${tool} http://127.0.0.1:PORT/`,
    failure: null,
    notes: [],
    perS: 1000,
    requests: 1000,
    p50Us: 100,
    p99Us: 2000,
    wallS: 1,
    cpuS: 0.01,
    peakRssBytes: 1e8,
    serverCpuS: 500 / (rest.perS ?? 1000),
    othersShare: 0.01,
    stolenShare: 0,
    ...rest,
  };
}

function resultsOf(...runs) {
  return {
    startedAt: '2020-01-01T00:00:00.000Z',
    complete: true,
    rounds: 1,
    seconds: 1,
    machine: {
      cpu: 'A',
      cores: 2,
      memoryBytes: 1e9,
      kernel: 'Linux 1',
      node: 'v20',
      loadAverage: [0.1, 0, 0],
    },
    versions: { inrush: '1', wrk: '1', wrk2: null, nginx: null },
    cases: cases.map(({ name }) => name),
    tools: ['inrush', 'wrk', 'wrk2'],
    runs,
  };
}
