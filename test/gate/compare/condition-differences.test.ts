import { expect, it } from 'vitest';
import { conditionDifferences, withoutPort } from '../../../src/gate/compare/condition-differences.ts';
import { type Conditions, conditionsOf } from '../../../src/gate/compare/conditions.ts';
import { flowRun } from '../../support/sample-flow-result.ts';
import { closedRun, openRun } from '../../support/sample-result.ts';

const conditions = conditionsOf(closedRun);
const { target, load, machine } = conditions;

it.each<[string, Partial<Conditions>, string[]]>([
  ['nothing', {}, []],
  ['a port', { target: { ...target, url: 'http://127.0.0.1:9/items' } }, []],
  [
    'a host',
    { target: { ...target, url: 'http://127.0.0.2:8080/items' } },
    ['target.url: http://127.0.0.1/items, now http://127.0.0.2/items'],
  ],
  ['a method', { target: { ...target, method: 'POST' } }, ['target.method: GET, now POST']],
  ['a proxy', { target: { ...target, proxy: 'http://p' } }, ['target.proxy: none, now http://p']],
  ['a scenario', { scenario: 'checkout' }, ['scenario: none, now checkout']],
  ['connections', { load: { ...load, connections: 7 } }, ['load.connections: 50, now 7']],
  ['a warm-up', { warmupMs: null }, ['warmupMs: 3000, now none']],
  ['cores', { machine: { ...machine, cores: 64 } }, ['machine: cores: 4, now 64']],
  [
    'the kind of the load',
    { load: { ...load, load: { kind: 'shared-iterations', vus: 50, iterations: 9, durationMs: null } } },
    ['load.load.kind: constant-vus, now shared-iterations'],
  ],
  ['a request', { requests: [...conditions.requests, 'orders'] }, ['requests.orders: none, now sent']],
])('%s', (_name, change, differences) => {
  expect(conditionDifferences(conditions, { ...conditions, ...change })).toEqual(differences);
});

it('tells all of another load', () => {
  const found = conditionDifferences(conditions, conditionsOf(openRun));
  expect(found.map((text) => text.split(':')[0])).toEqual([
    'target.url',
    'load.model',
    'load.load.kind',
    'load.connections',
    'load.pacing',
    'warmupMs',
  ]);
});

it('a seed, a step in code and the length of an automatic warm-up are no conditions', () => {
  const run = { ...flowRun, steadyState: { reached: true, warmupMs: 11_000, steadyFromMs: 2000 } };
  const [row] = run.requests;
  const other = {
    ...run,
    load: { ...run.load, seed: 77, warmupMs: 15_000 },
    requests: [
      ...run.requests,
      ...(row === undefined ? [] : [{ ...row, name: 'of code', url: null, method: null }]),
    ],
  };
  expect(conditionDifferences(conditionsOf(run), conditionsOf(other))).toEqual([]);
});

it.each([
  ['http://127.0.0.1:8080/a:1/b', 'http://127.0.0.1/a:1/b'],
  ['https://[::1]:443/', 'https://[::1]/'],
  ['http://host/a?b=c:80', 'http://host/a?b=c:80'],
  ['orders:8080', 'orders:8080'],
])('the port of %s', (text, without) => {
  expect(withoutPort(text)).toBe(without);
});
