// What the tools really printed, in outputs/: `ok` is 1 s with 10 connections, `not-found` the same for 404s only.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { generators } from '../generators/registry.js';

const clean = { errors: [], notes: [] };

for (const [file, expected] of Object.entries({
  'inrush-ok': { perS: 38_719, requests: 38_729, p50Us: 71, p99Us: 4375 },
  'inrush-open': {
    perS: 1992,
    requests: 2000,
    p50Us: 2011,
    p99Us: 42_975,
    notes: ['invalid: 1 % of the starts were at least 28.8 ms late: response times contain our own delay'],
  },
  'wrk-ok': { perS: 26_987.56, requests: 27_372, p50Us: 70, p99Us: 39_470 },
  'wrk-pipelining': { perS: 367_217.82, requests: 372_176, p50Us: 1470, p99Us: 12_000 },
  'wrk-not-found': {
    perS: 27_453.8,
    requests: 28_002,
    p50Us: 107,
    p99Us: 9700,
    errors: ['28002 responses that are no 2xx or 3xx'],
  },
  'wrk2-ok': { perS: 1947.77, requests: 1938, p50Us: 1930, p99Us: 14_380 },
  'h2load-ok': { perS: 36_305, requests: 36_305, p50Us: null, p99Us: null },
  // Of its 200 first lines only.
  'h2load-open': { perS: 2000, requests: 2000, p50Us: 100, p99Us: 3928 },
  'h2load-not-found': {
    perS: 31_445,
    requests: 0,
    p50Us: null,
    p99Us: null,
    errors: ['31445 failed', '31445 client errors'],
  },
  'h2load-refused': { perS: 0, requests: 0, p50Us: null, p99Us: null },
  'ab-ok': { perS: 49_415.36, requests: 49_416, p50Us: 48, p99Us: 5097 },
  'ab-not-found': {
    perS: 25_988.3,
    requests: 26_004,
    p50Us: 116,
    p99Us: 5830,
    errors: ['26004 responses that are no 2xx'],
  },
  'oha-ok': { perS: 29_806.262734174794, requests: 29_876, p50Us: 72.38, p99Us: 5444.68 },
  'oha-not-found': {
    perS: 35_259.05960843509,
    requests: 35_373,
    p50Us: 54.407000000000004,
    p99Us: 5132.8679999999995,
    errors: ['35373 times 404'],
  },
  'oha-refused': {
    perS: 0,
    requests: 0,
    p50Us: 0,
    p99Us: 0,
    errors: ['76735 times Connection refused (os error 111)'],
  },
  'hey-ok': { perS: 9718.1784, requests: 9738, p50Us: 400, p99Us: 8700 },
  'hey-not-found': { perS: 6662.7305, requests: 0, p50Us: 500, p99Us: 11_300, errors: ['6667 times 404'] },
  'hey-refused': {
    perS: 17_109.287,
    requests: 0,
    p50Us: null,
    p99Us: null,
    errors: ['17148 times Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused'],
  },
  'vegeta-ok': { perS: 14_047.801182465566, requests: 14_052, p50Us: 224.501, p99Us: 6356.962 },
  'vegeta-not-found': {
    perS: 0,
    requests: 15_806,
    p50Us: 204.747,
    p99Us: 5102.028,
    errors: ['15806 times 404', '404 Not Found'],
  },
  'vegeta-refused': {
    perS: 0,
    requests: 28_200,
    p50Us: 155.06,
    p99Us: 1029.124,
    errors: [
      '28200 failed',
      'Get "http://127.0.0.1:1/": dial tcp 0.0.0.0:0->127.0.0.1:1: connect: connection refused',
    ],
  },
  'k6-ok': { perS: 7715.511914192319, requests: 7740, p50Us: 825.2235, p99Us: 6506.60303999999 },
  'k6-open': {
    perS: 1948.784060083279,
    requests: 1950,
    p50Us: 138.36399999999998,
    p99Us: 4102.71817,
    notes: ['50 starts dropped'],
  },
  'k6-not-found': {
    perS: 9054.644624348513,
    requests: 0,
    p50Us: 629.892,
    p99Us: 7089.163960000012,
    errors: ['9057 failed'],
  },
  'autocannon-ok': { perS: 25_448, requests: 25_443, p50Us: 0, p99Us: 4000 },
  'autocannon-not-found': {
    perS: 25_560,
    requests: 0,
    p50Us: 0,
    p99Us: 5000,
    errors: ['25562 responses that are no 2xx'],
  },
  'autocannon-refused': { perS: 0, requests: 0, p50Us: 0, p99Us: 0, errors: ['12600 errors'] },
})) {
  it(`reads ${file}`, () => {
    assert.deepEqual({ notes: [], ...readOutput(file) }, { ...clean, ...expected });
  });
}

it('reads what bombardier’s JSON format defines', () => {
  const result = {
    timeTakenSeconds: 2,
    req1xx: 0,
    req2xx: 1000,
    req3xx: 0,
    req4xx: 3,
    req5xx: 0,
    others: 2,
    errors: [{ description: 'timeout', count: 2 }],
    latency: { mean: 110.5, stddev: 3, max: 900, percentiles: { 50: 100, 75: 110, 90: 120, 99: 500 } },
  };
  assert.deepEqual(named('bombardier').read({ stdout: JSON.stringify({ spec: {}, result }), result: '' }), {
    perS: 500,
    requests: 1000,
    p50Us: 100,
    p99Us: 500,
    errors: ['2 times timeout', '3 client errors', '2 without a response'],
  });
});

it('counts every failure and every start that inrush missed', () => {
  const report = JSON.parse(output('inrush-open.txt'));
  report.accounting = { ...report.accounting, started: 1990, httpError: 2, balanced: false };
  report.failures = [{ reason: 'connection-reset', count: 4, example: '' }];
  report.completion = { state: 'partial', reasons: ['interrupted'] };
  assert.deepEqual(named('inrush').read({ stdout: JSON.stringify(report), result: '' }).errors, [
    '4 connection-reset',
    '10 planned starts missed',
    '2 HTTP errors',
    'interrupted',
    'its accounting does not balance',
  ]);
});

it('tells socket errors of wrk', () => {
  const text = output('wrk-ok.txt').replace(
    /^Requests/m,
    '  Socket errors: connect 0, read 7, write 0, timeout 2\nRequests',
  );
  assert.deepEqual(named('wrk').read({ stdout: text, result: '' }).errors, ['7 read errors', '2 timeouts']);
});

it('reads seconds of wrk, which have a space behind them', () => {
  const text = output('wrk-ok.txt').replace(/99% .*$/m, '99%    1.80s ');
  assert.equal(named('wrk').read({ stdout: text, result: '' }).p99Us, 1_800_000);
});

for (const generator of generators) {
  it(`refuses output of ${generator.name} that it does not know`, () => {
    assert.throws(() => generator.read({ stdout: 'Segmentation fault\n', result: '' }));
  });
}

function readOutput(file) {
  const resultFile = `${file}-result.txt`;
  const result = existsSync(new URL(`outputs/${resultFile}`, import.meta.url)) ? output(resultFile) : '';
  const stdout = existsSync(new URL(`outputs/${file}.txt`, import.meta.url)) ? output(`${file}.txt`) : '';
  return named(file.split('-', 1)[0]).read({ stdout, result });
}

function output(name) {
  return readFileSync(new URL(`outputs/${name}`, import.meta.url), 'utf8');
}

function named(name) {
  return generators.find((generator) => generator.name === name);
}
