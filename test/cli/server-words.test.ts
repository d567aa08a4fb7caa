import { expect, it } from 'vitest';
import { splitServer } from '../../src/cli/server-words.ts';

it.each<[args: readonly string[], own: readonly string[], words: readonly string[] | null]>([
  [['url', '-c', '5'], ['url', '-c', '5'], null],
  [
    ['url', '--', 'node', 's.js', '-c', '5', '--', '--help'],
    ['url'],
    ['node', 's.js', '-c', '5', '--', '--help'],
  ],
])('what follows -- is the server: %j', (args, own, words) => {
  const split = splitServer(args);
  expect(split.own).toEqual(own);
  expect(split.server?.command ?? null).toEqual(words === null ? null : { kind: 'words', words });
  expect(split.problems).toEqual([]);
});

it.each([
  [['url', '--'], 'nothing follows --'],
  [['url', '--', ''], 'the program after -- is empty'],
])('and must be one: %j', (args, message) => {
  expect(splitServer(args)).toMatchObject({ own: ['url'], server: null, problems: [{ message }] });
});
