import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NamedFiles, realFiles } from '../../../src/plan/scenario/named-files.ts';
import { ProblemList } from '../../../src/plan/scenario/problem-list.ts';

describe('files that a scenario names', () => {
  let root: string;
  let problems: ProblemList;
  let files: NamedFiles;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'inrush-named-'));
    mkdirSync(join(root, 'shop', 'bodies'), { recursive: true });
    writeFileSync(join(root, 'shop', 'bodies', 'order.json'), '{"ü":1}');
    writeFileSync(join(root, 'outside.txt'), 'secret');
    symlinkSync(join(root, 'outside.txt'), join(root, 'shop', 'link.txt'));
    symlinkSync(join(root, 'shop', 'bodies'), join(root, 'shop', 'inside'));
    symlinkSync(join(root, 'shop'), join(root, 'linked-shop'));
    problems = new ProblemList(() => 'here');
    files = new NamedFiles(join(root, 'shop'), problems, realFiles);
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it.each(['bodies/order.json', './bodies/../bodies/order.json', 'inside/order.json'])(
    'are read: %s',
    (name) => {
      expect(files.text([], name)).toBe('{"ü":1}');
      expect(files.pathOf([], name)).toMatch(/shop\/bodies\/order\.json$/);
      expect(problems.isEmpty).toBe(true);
    },
  );

  it('are read in a folder that is a link', () => {
    const linked = new NamedFiles(join(root, 'linked-shop'), problems, realFiles);
    expect(linked.text([], 'bodies/order.json')).toBe('{"ü":1}');
  });

  it('are read once', () => {
    let reads = 0;
    const counted = new NamedFiles(join(root, 'shop'), problems, {
      ...realFiles,
      read: (path) => {
        reads++;
        return realFiles.read(path);
      },
    });
    expect(counted.bytes([], 'bodies/order.json')).toBe(counted.bytes([], 'inside/order.json'));
    expect(reads).toBe(1);
  });

  it.each([
    ['../outside.txt', `here: "../outside.txt" leaves the scenario's folder`],
    ['/etc/passwd', `here: "/etc/passwd" leaves the scenario's folder`],
    ['.', `here: "." leaves the scenario's folder`],
    ['link.txt', `here: "link.txt" is a link that leaves the scenario's folder`],
    ['bodies', 'here: "bodies" is not a file'],
    ['bodies/ordr.json', 'here: there is no file "bodies/ordr.json"'],
    ['nowhere/x', 'here: there is no file "nowhere/x"'],
    ['a\0b', `here: "a\0b" can't be read: ERR_INVALID_ARG_VALUE`],
  ])('are refused: %s', (name, message) => {
    expect(files.bytes([], name)).toBeNull();
    const [problem] = problems.inOrder();
    expect(problem?.message.slice(0, message.length)).toBe(message);
  });

  it('may be hinted at by their neighbours', () => {
    files.bytes([], 'bodies/ordr.json');
    expect(problems.inOrder()[0]?.hint).toBe('did you mean "order.json"?');
  });

  it('are 64 MiB at most', () => {
    const name = 'large.bin';
    writeFileSync(join(root, 'shop', name), '');
    truncateSync(join(root, 'shop', name), 64 * 1024 * 1024 + 1);
    expect(files.bytes([], name)).toBeNull();
    expect(problems.inOrder()[0]?.message).toBe(
      'here: "large.bin" has 67108865 bytes; a file in a request may have 67108864',
    );
  });
});
