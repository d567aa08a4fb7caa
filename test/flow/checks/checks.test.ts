import { describe, expect, it } from 'vitest';
import { makeChecks } from '../../../src/flow/checks/checks.ts';
import { FlowError } from '../../../src/flow/scope.ts';
import type { CheckPlan, Comparison } from '../../../src/plan/flows-plan.ts';
import { expressionOf, scopeOf } from '../../support/expression-scope.ts';
import { flowResponseOf } from '../../support/flow-response-of.ts';

type Source = CheckPlan extends infer Each ? (Each extends CheckPlan ? Omit<Each, 'label'> : never) : never;
type Outcome = { readonly passed: boolean; readonly got: string };

const scope = scopeOf({ age: '30', token: 'abc', list: [1, 2], unset: undefined });

async function outcomeOf(source: Source, response: ReturnType<typeof flowResponseOf>): Promise<Outcome> {
  const checks = await makeChecks([{ ...source, label: 'the check' }]);
  const seen: Outcome[] = [];
  const passed = checks.run(response, scope, (_label, isPassed, got) => {
    seen.push({ passed: isPassed, got: got() });
  });
  expect(seen.map((each) => each.passed)).toEqual([passed]);
  return seen[0] ?? { passed, got: '' };
}

type Operator = Comparison['operator'];

function comparison(operator: Operator, expected: string): Comparison {
  switch (operator) {
    case 'exists':
    case 'missing':
      return { operator };
    case '~':
    case '!~':
      return { operator, pattern: expected };
    default:
      return { operator, expected: expressionOf(expected) };
  }
}

const body = {
  id: 7,
  price: '12.50',
  name: 'anna',
  on: true,
  none: null,
  items: [{ n: 1 }, { n: 2 }],
  ids: [1, 2],
};
const json = flowResponseOf(JSON.stringify(body), {
  lines: [
    ['Content-Type', 'application/json'],
    ['X-Count', '12'],
  ],
});

describe('a check of a JSONPath', () => {
  it.each<[string, Operator, string, boolean]>([
    ['$.id', '==', '7', true],
    ['$.id', '==', '"7"', false],
    ['$.id', '!=', '"7"', true],
    ['$.id', '>', '6', true],
    ['$.id', '<', '7', false],
    ['$.id', '<=', '7', true],
    ['$.id', '>=', '7.1', false],
    ['$.price', '>', '12', true],
    ['$.price', '==', '12.5', false],
    ['$.name', '==', '"anna"', true],
    ['$.name', '>', '"ann"', true],
    ['$.name', '>', '1', false],
    ['$.name', '<', '1', false],
    ['$.name', 'contains', '"nn"', true],
    ['$.name', '~', '^a.*a$', true],
    ['$.name', '!~', '^a', false],
    ['$.id', '~', '^7$', true],
    ['$.on', '==', 'true', true],
    ['$.on', '==', '1', false],
    ['$.none', '==', 'null', true],
    ['$.none', 'exists', '', true],
    ['$.none', 'missing', '', false],
    ['$.gone', 'exists', '', false],
    ['$.gone', 'missing', '', true],
    ['$.gone', '!=', '1', false],
    ['$.gone', '!~', 'a', false],
    ['$.gone', '==', 'null', false],
    ['$.items.length', '>', '0', true],
    ['$.items.length', '==', '2', true],
    ['$.ids', '==', 'list', true],
    ['$.ids', '==', '[2, 1]', false],
    ['$.ids', 'contains', '2', true],
    ['$.ids', 'contains', '"2"', false],
    ['$.items[*].n', '>', '0', true],
    ['$.items[*].n', '>', '1', false],
    ['$.items[*].n', 'contains', '2', true],
    ['$.items[*].m', '>', '0', false],
    ['$.items[*].m', 'missing', '', true],
    ['$.items[?@.n > 1]', 'exists', '', true],
  ])('%s %s %s is %s', async (path, operator, expected, passed) => {
    const check: Source = { kind: 'json-path', path, comparison: comparison(operator, expected) };
    expect((await outcomeOf(check, json)).passed).toBe(passed);
  });

  it('takes a text of a variable for the number that it is, as all values of a CSV file are texts', async () => {
    const check = (operator: Operator): Source => ({
      kind: 'json-path',
      path: '$.age',
      comparison: comparison(operator, 'age'),
    });
    expect((await outcomeOf(check('=='), flowResponseOf('{"age":30}'))).passed).toBe(true);
    expect((await outcomeOf(check('!='), flowResponseOf('{"age":31}'))).passed).toBe(true);
    expect((await outcomeOf(check('=='), flowResponseOf('{"age":null}'))).passed).toBe(false);
  });

  it.each([
    ['$.items[*].n', '7', '[1,2]'],
    ['$.name', '7', '"anna"'],
    [
      '$.gone',
      '7',
      'nothing in {"id":7,"price":"12.50","name":"anna","on":true,"none":null,"items":[{"n":1},{"n":2}],"ids":[1,2]}',
    ],
    ['$.items[*].gone', '7', expect.stringMatching(/^nothing in \{/)],
  ])('that fails shows what came: %s', async (path, expected, got) => {
    const check: Source = { kind: 'json-path', path, comparison: comparison('==', expected) };
    expect(await outcomeOf(check, json)).toEqual({ passed: false, got });
  });
});

describe('a check of other parts', () => {
  it.each<[string, Source, Outcome]>([
    [
      'status',
      {
        kind: 'status',
        accepted: [
          [200, 200],
          [300, 399],
        ],
      },
      { passed: true, got: '' },
    ],
    ['status', { kind: 'status', accepted: [[201, 204]] }, { passed: false, got: '200' }],
    ['header', header('content-type', '~', 'json'), { passed: true, got: '' }],
    ['header', header('x-count', '>', '9'), { passed: true, got: '' }],
    ['header', header('x-count', '==', '"12"'), { passed: true, got: '' }],
    ['header', header('x-count', '==', '12'), { passed: true, got: '' }],
    ['header', header('etag', 'exists', ''), { passed: false, got: 'nothing' }],
    ['header', header('etag', 'missing', ''), { passed: true, got: '' }],
    ['time', { kind: 'time', comparison: comparison('<', '12.4') }, { passed: true, got: '' }],
    ['time', { kind: 'time', comparison: comparison('<', '12') }, { passed: false, got: '12.3 ms' }],
    [
      'size',
      { kind: 'size', comparison: comparison('<', '10') },
      { passed: false, got: `${json.bodyBytes} bytes` },
    ],
  ])('%s', async (_name, check, outcome) => {
    expect(await outcomeOf(check, json)).toEqual(outcome);
  });

  it.each<[Operator, string, boolean]>([
    ['contains', 'token', true],
    ['contains', '"nothing"', false],
    ['==', '"x abc y"', true],
    ['~', 'abc', true],
    ['!~', 'abc', false],
  ])('a body that %s %s: %s', async (operator, expected, passed) => {
    const check: Source = { kind: 'body', comparison: comparison(operator, expected) };
    expect(await outcomeOf(check, flowResponseOf('x abc y'))).toEqual({
      passed,
      got: passed ? '' : 'x abc y',
    });
  });
});

describe('a check against a JSON Schema', () => {
  const schema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, name: { type: 'string', pattern: '^(a+)+$', format: 'whatever' } },
  };

  it.each([
    ['{"id":1}', true, ''],
    ['{"id":"1"}', false, '/id must be integer: {"id":"1"}'],
    ['{}', false, "the body must have required property 'id': {}"],
    ['<p>', false, 'no JSON: <p>'],
    [`{"id":1,"name":"${'a'.repeat(40)}b"}`, false, expect.stringContaining('/name must match pattern')],
  ])('%s', async (text, passed, got) => {
    expect(await outcomeOf({ kind: 'json-schema', schema }, flowResponseOf(text))).toEqual({ passed, got });
  });

  it.each(['https://json-schema.org/draft/2020-12/schema', 'https://json-schema.org/draft/2019-09/schema'])(
    'of %s',
    async ($schema) => {
      const check: Source = { kind: 'json-schema', schema: { $schema, type: 'array', minItems: 1 } };
      expect((await outcomeOf(check, flowResponseOf('[]'))).passed).toBe(false);
      expect((await outcomeOf(check, flowResponseOf('[1]'))).passed).toBe(true);
    },
  );
});

describe('no response makes a check throw', () => {
  const path: Source = { kind: 'json-path', path: '$.a', comparison: comparison('==', '1') };

  it('a body that is no JSON', async () => {
    const response = flowResponseOf(`<html>\n${'x'.repeat(500)}`);
    expect(await outcomeOf(path, response)).toEqual({
      passed: false,
      got: expect.stringMatching(/^no JSON: <html>\\nx{93}…$/),
    });
  });

  it('a body that is longer than what may be read', async () => {
    const response = flowResponseOf('{"a":1}', { isCut: true, bodyBytes: 5_000_000 });
    const got = 'a body of 5000000 bytes, which is over the capture limit';
    expect(await outcomeOf(path, response)).toEqual({ passed: false, got });
  });

  it('a body that can not be decompressed', async () => {
    const text = (): string => {
      throw new FlowError('capture', 'the body is no gzip');
    };
    expect(await outcomeOf(path, flowResponseOf('', { text, json: text }))).toEqual({
      passed: false,
      got: 'the body is no gzip',
    });
  });

  it('an expression without a value', async () => {
    const check: Source = { kind: 'json-path', path: '$.id', comparison: comparison('==', 'unset') };
    expect(await outcomeOf(check, json)).toEqual({ passed: false, got: 'unset has no value here' });
  });

  it('JSON without end, against a schema that follows it', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const check: Source = { kind: 'json-schema', schema: { items: { $ref: '#' } } };
    expect((await outcomeOf(check, flowResponseOf(deep))).passed).toBe(false);
  });

  it('but a bug is one', async () => {
    const text = (): string => {
      throw new TypeError('bug');
    };
    await expect(outcomeOf(path, flowResponseOf('', { json: text }))).rejects.toThrow(TypeError);
  });
});

it('all checks are made and reported, also after one that failed', async () => {
  const checks = await makeChecks([
    { label: 'a', kind: 'status', accepted: [[500, 599]] },
    { label: 'b', kind: 'status', accepted: [[200, 299]] },
  ]);
  const seen: [string, boolean][] = [];
  expect(checks.run(json, scope, (label, passed) => seen.push([label, passed]))).toBe(false);
  expect(seen).toEqual([
    ['a', false],
    ['b', true],
  ]);
});

it('says whether head or body are needed', async () => {
  const needs = async (source: Source): Promise<unknown> => {
    const { needsHead, needsBody } = await makeChecks([{ ...source, label: 'a' }]);
    return [needsHead, needsBody];
  };
  expect(await needs({ kind: 'status', accepted: [] })).toEqual([false, false]);
  expect(await needs({ kind: 'size', comparison: comparison('<', '1') })).toEqual([false, false]);
  expect(await needs(header('a', 'exists', ''))).toEqual([true, false]);
  expect(await needs({ kind: 'json-path', path: '$', comparison: { operator: 'exists' } })).toEqual([
    false,
    true,
  ]);
});

function header(name: string, operator: Operator, expected: string): Source {
  return { kind: 'header', header: name, comparison: comparison(operator, expected) };
}
