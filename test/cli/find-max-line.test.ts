import { describe, expect, it } from 'vitest';
import { readFindMaxLine } from '../../src/cli/find-max-line.ts';

const slo = ['--slo', 'p99 < 200ms'];

describe('the command line of inrush find-max', () => {
  it('is what is searched, how, and what is sent', () => {
    const args = ['127.0.0.1:8080', ...slo, '--slo', 'errors < 1%', '--precision', '10%', '--within', '2m'];
    const more = [
      '--trial',
      '5s',
      '--warmup',
      '500ms',
      '--from',
      '1k',
      '--max-rate',
      '90k',
      '--at-least',
      '500',
    ];
    const { ask, scenario, problems } = readFindMaxLine([
      ...args,
      ...more,
      '--arrival',
      'poisson',
      '-c',
      '40',
    ]);
    expect(problems).toEqual([]);
    expect(ask).toEqual({
      slo: ['p99 < 200ms', 'errors < 1%'],
      precision: 0.1,
      withinMs: 120_000,
      trialMs: 5000,
      warmupMs: 500,
      fromPerS: 1000,
      maxPerS: 90_000,
      atLeastPerS: 500,
    });
    expect(scenario).toMatchObject({ arrival: 'poisson', connections: 40 });
  });

  it.each([
    [['shop.yaml', ...slo], 'shop.yaml', ['shop.yaml']],
    [['-e', 'A=b.yaml', 'shop.ts', ...slo], 'shop.ts', ['shop.ts']],
    [['http://127.0.0.1/shop.json', ...slo], null, ['http://127.0.0.1/shop.json']],
    [['127.0.0.1:8080', '-b', '@body.json', ...slo], null, ['127.0.0.1:8080']],
    [['127.0.0.1:8080', ...slo, '--', 'node', 'server.js'], null, ['127.0.0.1:8080']],
  ])('%j is of the file %s', (args, file, words) => {
    expect(readFindMaxLine(args)).toMatchObject({ file, words });
  });

  it('takes the server under test after --', () => {
    const { server, problems } = readFindMaxLine([
      '127.0.0.1:1',
      ...slo,
      '--',
      'node',
      'server.js',
      '--slow',
    ]);
    expect(problems).toEqual([]);
    expect(server?.command).toEqual({ kind: 'words', words: ['node', 'server.js', '--slow'] });
  });

  it.each([
    [['-R', '100'], 'unknown flag -R'],
    [['-d', '10s'], 'unknown flag -d'],
    [['--stages', '10s:5'], 'unknown flag --stages'],
    [['--warmup', 'auto'], '--warmup: "auto" is not a duration'],
    [['--precision', '5'], '--precision: "5" is not a percentage'],
    [['--at-least', 'much'], '--at-least: "much" is not a rate'],
    [['--'], 'nothing follows --'],
  ])('refuses %j: the search chooses the load', (args, message) => {
    const { problems } = readFindMaxLine(['127.0.0.1:8080', ...slo, ...args]);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining(message)]);
  });
});
