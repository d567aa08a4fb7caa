import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseFlags } from '../flags.js';

it('without flags all cases and tools are measured', () => {
  const flags = parseFlags([]);
  assert.deepEqual(flags.problems, []);
  assert.deepEqual([flags.rounds, flags.seconds], [5, 5]);
  assert.ok(flags.cases.length > 6 && flags.generators.length > 9);
  assert.match(flags.out, /\/docs\/benchmarks\.md$/);
});

it('cases and tools are chosen by name', () => {
  const flags = parseFlags(['--cases', 'tls,keep-alive', '--tools=wrk,inrush', '--rounds', '2']);
  assert.deepEqual(
    flags.cases.map(({ name }) => name),
    ['keep-alive', 'tls'],
  );
  assert.deepEqual(
    flags.generators.map(({ name }) => name),
    ['inrush', 'wrk'],
  );
  assert.equal(flags.rounds, 2);
});

it('all problems are told at once', () => {
  const { problems } = parseFlags([
    '--cases',
    'tsl',
    '--tools',
    'wrk,foo',
    '--rounds',
    '0',
    '--seconds',
    '1.5',
  ]);
  assert.equal(problems.length, 4);
  assert.match(problems[0], /--cases: no tsl; there is keep-alive/);
});

it('a flag that does not exist is refused', () => {
  assert.match(parseFlags(['--round', '3']).problems[0], /--round/);
});
