// What the tools really printed, in outputs/: `known-…-delay` is 50 requests a second for 2 s over 2 connections (wrk and
// ab as fast as they are answered) to a server that takes 20 ms; `known-…-lost` is 20 requests over 2 connections (wrk2:
// 5 s) to one that answers only the first request of each connection.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { generators } from '../generators/registry.js';
import { knownCases } from '../known-answers/cases.js';
import { knownTools } from '../known-answers/tools/registry.js';

const late = 'degraded: 1 % of the starts were at least 4.3 ms late: response times contain our own delay';

for (const [file, [p50Us, p95Us, p99Us, maxUs, ok, errors, said = []]] of Object.entries({
  'inrush-delay': [20_671, 24_719, null, 28_633, 100, 0, [late]],
  'inrush-lost': [1410, null, null, 8447, 10, 10],
  'wrk2-delay': [21_340, 22_015, 24_460, 26_690, 100, 0],
  'wrk2-lost': [2070, null, 9100, 9100, 2, 6],
  'oha-delay': [20_654.456, 21_423.504, 25_167.158, 25_167.158, 99, 0],
  'oha-lost': [1731.874, 10_338.655, 10_338.655, 10_338.655, 11, 9],
  'vegeta-delay': [20_836.867, 21_713.245, 24_786.134, 27_360.323, 100, 0],
  'vegeta-lost': [1432.667, 7981.496, 8338.487, 8338.487, 20, 0],
  'k6-delay': [20_652.147, 21_334.544, 21_987.2, 24_655.145, 101, 0],
  'k6-lost': [1031.378, 7876.465, 8038.185, 8078.615, 20, 0],
  'autocannon-delay': [11_000, null, 23_000, 31_000, 100, 0],
  'autocannon-lost': [17_000, null, 20_000, 20_000, 10, 0],
  'h2load-delay': [20_938, 21_788, 25_326, 26_368, 100, 0],
  'h2load-lost': [4240, 6125, 6125, 6125, 2, 18],
  'hey-delay': [21_000, 22_100, 26_300, 26_300, 100, 0],
  'hey-lost': [1200, 6700, null, 6700, 20, 0],
  'wrk-delay': [20_810, null, 25_680, 26_090, 188, 0],
  'ab-delay': [21_000, 25_000, 31_000, 38_000, 186, 0],
  'ab-lost': [1000, 7000, 7000, 7000, 11, 9],
})) {
  it(`reads known-${file}`, () => {
    const expected = { p50Us, p95Us, p99Us, maxUs, ok, errors, said };
    assert.deepEqual(rounded(printedIn(file)), expected);
  });
}

it('a start that k6 dropped is something it says', () => {
  const report = JSON.parse(output('known-k6-delay.txt'));
  report.metrics.dropped_iterations = { type: 'counter', values: { count: 398, rate: 20 } };
  const printed = named('k6').read({ stdout: JSON.stringify(report) });
  assert.deepEqual(printed.said, ['dropped_iterations: 398']);
});

it('a time of seconds in wrk and wrk2 has a space behind it', () => {
  const stdout = output('known-wrk2-delay.txt').replace(/^ 99\.000% .*$/m, ' 99.000%    1.80s ');
  assert.equal(named('wrk2').read({ stdout }).p99Us, 1_800_000);
});

it('a bad status is an error and no success', () => {
  for (const name of ['wrk', 'oha', 'hey', 'h2load', 'k6', 'autocannon', 'ab', 'vegeta']) {
    const { ok, errors } = printedIn(`${name}-not-found`, `${name}-not-found`);
    assert.equal(ok, 0, name);
    assert.ok(errors > 1000, name);
  }
});

it('times that a tool prints as 0 because nothing was answered are none', () => {
  for (const name of ['oha', 'hey', 'h2load', 'autocannon']) {
    const { p50Us, p99Us, maxUs, ok } = printedIn(`${name}-refused`, `${name}-refused`);
    assert.deepEqual([p50Us, p99Us, maxUs, ok], [null, null, null, 0], name);
  }
});

for (const tool of knownTools) {
  it(`refuses output of ${tool.name} that it does not know`, () => {
    assert.throws(() => tool.read({ stdout: 'Segmentation fault\n', stderr: '', result: '' }));
  });

  it(`asks ${tool.name} for what a case says`, () => {
    assert.ok(generators.some(({ name }) => name === tool.generator));
    for (const one of knownCases.filter((other) => tool.cannot(other) === undefined)) {
      const { args } = tool.invoke({ ...one.load, url: 'http://127.0.0.1:5/', folder: '/tmp' });
      assert.doesNotMatch(args.join(' '), /undefined|null|NaN/);
      const { requests } = one.load;
      if (requests !== null && tool.counts) assert.match(args.join(' '), new RegExp(`\\b${requests}\\b`));
    }
  });
}

function printedIn(file, path = `known-${file}`) {
  const read = (name) => (existsSync(new URL(`outputs/${name}`, import.meta.url)) ? output(name) : '');
  return named(file.split('-', 1)[0]).read({
    stdout: read(`${path}.txt`),
    stderr: '',
    result: read(`${path}-result.txt`),
  });
}

/** To a ns. */
function rounded(printed) {
  return Object.fromEntries(
    Object.entries(printed).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ]),
  );
}

function output(name) {
  return readFileSync(new URL(`outputs/${name}`, import.meta.url), 'utf8');
}

function named(name) {
  return knownTools.find((tool) => tool.name === name);
}
