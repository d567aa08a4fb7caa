import { describe, expect, it } from 'vitest';
import { OutputTail } from '../../src/server/output-tail.ts';

function tailOf(...pieces: readonly (string | Buffer)[]): OutputTail {
  const tail = new OutputTail();
  const write = tail.stream();
  for (const piece of pieces) write(Buffer.from(piece));
  return tail;
}

describe('the last lines of a server', () => {
  it.each<[name: string, pieces: readonly (string | Buffer)[], lines: readonly string[]]>([
    ['are what it wrote', ['one\ntwo\n'], ['one', 'two']],
    ['hold one that was only begun', ['one\ntw'], ['one', 'tw']],
    ['are put together from pieces', ['on', 'e\nt', 'wo', '\n'], ['one', 'two']],
    [
      'keep what they begin with',
      ['Error:\n    at here\n\tand there\n'],
      ['Error:', '    at here', '  and there'],
    ],
    ['leave out empty ones', ['\n\none\r\n \n'], ['one']],
    [
      'keep letters that a piece cuts',
      [Buffer.from('grün\n').subarray(0, 3), Buffer.from('grün\n').subarray(3)],
      ['grün'],
    ],
    ['bear no colours', ['\u001b[31mred\u001b[0m\u001b[2K\n'], ['red']],
    ['can do nothing to a terminal', ['a\u001b]0;title\u0007b\u202ec\n'], ['a\ufffd]0;title\ufffdb\ufffdc']],
  ])('%s', (_name, pieces, lines) => {
    expect(tailOf(...pieces).lines()).toEqual(lines);
  });

  it('are twenty', () => {
    const all = Array.from({ length: 50 }, (_, index) => `line ${index}`);
    expect(tailOf(`${all.join('\n')}\n`).lines()).toEqual(all.slice(30));
    expect(tailOf(...all.map((line) => `${line}\n`)).lines()).toEqual(all.slice(30));
  });

  it('are cut where they are long, however they come', () => {
    const cut = [`${'x'.repeat(500)}…`];
    expect(tailOf('x'.repeat(501)).lines()).toEqual(cut);
    expect(tailOf(...Array.from({ length: 100 }, () => 'x'.repeat(1000)), '\n').lines()).toEqual(cut);
    expect(tailOf('x'.repeat(500)).lines()).toEqual(['x'.repeat(500)]);
  });

  it('are the last of a piece of any size', () => {
    const tail = tailOf(Buffer.from('x\n'.repeat(1_000_000)), 'end\n');
    expect(tail.lines()).toHaveLength(20);
    expect(tail.lines().at(-1)).toBe('end');
  });

  it('are of both streams, and mix no line of one with one of the other', () => {
    const tail = new OutputTail();
    const [out, error] = [tail.stream(), tail.stream()];
    out(Buffer.from('out: be'));
    error(Buffer.from('error: whole\n'));
    out(Buffer.from('gun\n'));
    expect(tail.lines()).toEqual(['error: whole', 'out: begun']);
  });

  it('hold no secret', () => {
    const tail = new OutputTail((text) => text.replaceAll('hunter2', '***'));
    tail.stream()(Buffer.from('password hunter2\n'));
    expect(tail.lines()).toEqual(['password ***']);
  });
});

it('tells each whole line to who listens, until they leave', () => {
  const tail = new OutputTail();
  const heard: string[] = [];
  const leave = tail.onLine((line) => heard.push(line));
  const write = tail.stream();
  write(Buffer.from('one\ntw'));
  write(Buffer.from('o\nthree'));
  leave();
  write(Buffer.from('\n'));
  expect(heard).toEqual(['one', 'two']);
});
