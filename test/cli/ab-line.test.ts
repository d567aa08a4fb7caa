import { describe, expect, it } from 'vitest';
import { parsePercent } from '../../src/cli/ab-flags.ts';
import { type AbLine, readAbLine } from '../../src/cli/ab-line.ts';
import { askedSides, type CommonTarget } from '../../src/cli/ab-sides.ts';

describe('the command line of inrush ab', () => {
  it('knows the candidate from a body', () => {
    const { ab, scenario, problems } = readAbLine(['--a', '1.a', '--b', '2.b', '--body', '{}', '-c', '4']);
    expect(problems).toEqual([]);
    expect(ab).toMatchObject({ a: '1.a', b: '2.b' });
    expect(scenario).toMatchObject({ connections: 4, body: Buffer.from('{}') });
  });

  it('takes the length of a block where a load run takes its own', () => {
    expect(readAbLine(['-d', '2s', '--block-warmup', '1s']).ab.shape).toEqual({
      blockMs: 2000,
      warmupMs: 1000,
    });
    expect(readAbLine(['-n', '100']).problems).toMatchObject([{ message: 'unknown flag -n' }]);
  });

  it.each([
    [['shop.yaml', '--a', 'x'], 'shop.yaml', ['shop.yaml']],
    [['--a-serve', 'old.js', '--b-serve', 'new.js'], null, []],
    [['--a-ref', 'main', '--', 'node', 'server.js'], null, []],
    [['-e', 'A=b.yaml', 'shop.ts'], 'shop.ts', ['shop.ts']],
    [['http://127.0.0.1/shop.json'], null, ['http://127.0.0.1/shop.json']],
  ])('%j is of the file %s', (args, file, words) => {
    expect(readAbLine(args)).toMatchObject({ file, words, problems: [] });
  });

  it('has no latency to add, and passes what is unclear', () => {
    expect(readAbLine(['--latency']).problems).toHaveLength(1);
    expect(readAbLine([]).report.inconclusive).toBe('pass');
    expect(readAbLine(['--inconclusive', 'fail']).report.inconclusive).toBe('fail');
  });
});

describe('a percentage', () => {
  it.each([
    ['3%', 0.03],
    ['0.5 %', 0.005],
    ['7%', 0.07],
  ])('%s is %d', (text, value) => {
    expect(parsePercent(text)).toEqual({ ok: true, value });
  });

  it.each(['3', '%', '-1%', 'x%', '1%%'])('%s is none', (text) => {
    expect(parsePercent(text)).toMatchObject({ ok: false });
  });
});

describe('the sides', () => {
  it('are two URLs', () => {
    expect(sidesOf(['--a', '1', '--b', '2'])).toMatchObject({
      a: { name: 'A', url: '1', ref: null, server: null },
      b: { name: 'B', url: '2', ref: null, server: null },
      problems: [],
    });
  });

  it('are two refs, the second HEAD, with one command', () => {
    const { a, b, problems } = sidesOf(['--a-ref', 'main', '--', 'node', 'server.js']);
    expect(problems).toEqual([]);
    expect([a.ref, b.ref]).toEqual(['main', 'HEAD']);
    expect(a.server).toEqual(b.server);
    expect(a.server?.command).toEqual({ kind: 'words', words: ['node', 'server.js'] });
  });

  it('are two commands', () => {
    const { a, b, problems } = sidesOf(['--a-serve', 'x', '--b-serve', 'y', '--restart']);
    expect(problems).toEqual([]);
    expect([a, b].map(({ server }) => server?.command)).toEqual([
      { kind: 'shell', line: 'x' },
      { kind: 'shell', line: 'y' },
    ]);
  });

  it('are the same twice', () => {
    const { a, b, problems } = sidesOf(['--aa', '--a', '1', '--', 'x']);
    expect(problems).toEqual([]);
    expect({ ...b, name: 'A' }).toEqual(a);
  });

  it.each<[args: readonly string[], common: CommonTarget, problems: readonly string[]]>([
    [[], null, ['there is no URL of A and B']],
    [[], 'file', ['there is no URL of A and B']],
    [['--a', '1'], null, ['there is no URL of B']],
    [[], 'urls', ['A and B would be the same']],
    [['--a', '1', '--b', '1'], null, ['A and B would be the same']],
    [['--a', '1', '--b', '2'], 'urls', ['URLs stand alone and in --a or --b']],
    [['--aa'], null, ['there is no URL']],
    [['--aa', '--b', '1'], 'urls', ['--aa measures A against itself', 'URLs stand alone and in --a or --b']],
    [['--a-serve', 'x'], null, ['--a-serve without --b-serve']],
    [['--', 'x', 'a b'], 'urls', ["x 'a b' would be both sides"]],
    [['--b-ref', 'x', '--', 'y'], 'urls', ['--b-ref without --a-ref']],
    [['--a-ref', 'x'], 'urls', ['the server of a ref must be started', 'A and B would be the same']],
    [['--a', '1', '--b', '2', '--build', 'x'], null, ['--build is for refs']],
    [
      ['--a', '1', '--b', '2', '--restart'],
      null,
      ['--restart starts servers anew, and inrush starts none here'],
    ],
    [
      ['--a-ref', 'x', '--a-serve', 'x', '--b-serve', 'y', '--', 'z'],
      null,
      ['the servers are given by --a-serve, --b-serve and after --'],
    ],
  ])('%j beside %s are refused', (args, common, problems) => {
    expect(sidesOf(args, common).problems.map(({ message }) => message)).toEqual(problems);
  });

  it('may leave out URLs where servers are started, or a file has one', () => {
    expect(sidesOf(['--a-serve', 'x', '--b-serve', 'y']).problems).toEqual([]);
    expect(sidesOf(['--aa'], 'file').problems).toEqual([]);
  });
});

function sidesOf(args: readonly string[], common: CommonTarget = null): ReturnType<typeof askedSides> {
  const { ab, server }: AbLine = readAbLine(args);
  return askedSides(ab, server, common);
}
