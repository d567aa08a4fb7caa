import { expect, it } from 'vitest';
import { serverOfLine, serverOfWords } from '../../src/scenario/server-command.ts';
import { commandText, shortCommand } from '../../src/server/command-text.ts';

it.each([
  [['node', 'server.js', '--port=3000'], 'node server.js --port=3000'],
  [['sh', '-c', 'PORT=1 node x'], "sh -c 'PORT=1 node x'"],
  [['echo', "it's", ''], String.raw`echo 'it'\''s' ''`],
])('words are shown as a shell takes them: %j', (words, text) => {
  expect(commandText(serverOfWords(words))).toBe(text);
});

it('a line for the shell is shown as it is', () => {
  expect(commandText(serverOfLine('a | b'))).toBe('a | b');
});

it.each([
  ['a\n  b', 'a b'],
  ['a\u001b[31mb', 'a\ufffd[31mb'],
  ['x'.repeat(200), `${'x'.repeat(120)}…`],
])('in messages it is one short line: %j', (text, short) => {
  expect(shortCommand(text)).toBe(short);
});
