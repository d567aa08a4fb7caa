import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson, readYaml } from '../../../src/scenario/file/read-yaml.ts';
import type { SourceReading } from '../../../src/scenario/file/data-source.ts';
import type { ScenarioPath } from '../../../src/scenario/file/loaded-scenario.ts';

const env = { N: '10', ZERO: '007', FLAG: 'true', NULL: 'null', YAML: '[a, b]: {c: d}\n- e', EMPTY: '' };

describe('a variable', () => {
  it.each<[string, unknown]>([
    ['a: ${N}', { a: 10 }],
    ['a: "${N}"', { a: '10' }],
    ["a: '${N}'", { a: '10' }],
    ['a: |-\n  ${N}', { a: '10' }],
    ['a: ${N}s', { a: '10s' }],
    ['a: ${FLAG}', { a: true }],
    ['a: ${NULL}', { a: null }],
    ['a: ${NONE:-1.5}', { a: 1.5 }],
    ['a: ${EMPTY}', { a: '' }],
    ['a: $${N}', { a: '${N}' }],
    ['- ${N}', [10]],
    // Nothing is lost, and nothing is read as YAML.
    ['a: ${ZERO}', { a: '007' }],
    ['a: ${NONE:-1e3}', { a: '1e3' }],
    ['a: ${NONE:-Infinity}', { a: 'Infinity' }],
    ['a: ${YAML}', { a: env.YAML }],
    ['a: &x ${N}\nb: *x', { a: 10, b: 10 }],
  ])('in %j gives %j', (text, value) => {
    expect(valueOf(readYaml(text, 'a.yaml', env))).toEqual(value);
  });

  it('remembers its text where it became something else', () => {
    const reading = readYaml('a: ${N}\nb: [{ c: "${N}" }]\nd: ${ZERO}', 'a.yaml', env);
    expect(reading.ok && [...reading.source.texts]).toEqual([['a', '10']]);
    expect(reading.ok && [...reading.source.written.keys()]).toEqual(['a', 'b[0].c', 'd']);
  });
});

describe('places', () => {
  const text = [
    'name: shop',
    'steps:',
    '  - get: /a',
    '    headers: { accept: x }',
    '  -',
    '    think: 1s',
    'load: &l',
    '  kind: constant-vus',
    'other: *l',
  ].join('\n');
  it.each<[ScenarioPath, 'value' | 'key', string]>([
    [[], 'value', '1:1'],
    [['name'], 'value', '1:7'],
    [['name'], 'key', '1:1'],
    // A list that begins on the next line is where its key is.
    [['steps'], 'value', '2:1'],
    [['steps', 0], 'value', '3:5'],
    [['steps', 0, 'get'], 'value', '3:10'],
    [['steps', 0, 'headers', 'accept'], 'value', '4:24'],
    [['steps', 1], 'value', '6:5'],
    // Of what isn't there, its parent.
    [['steps', 0, 'post'], 'value', '3:5'],
    [['steps', 7, 'get'], 'value', '2:1'],
    [['target'], 'key', '1:1'],
    [['load', 'kind'], 'value', '8:9'],
    // Through an alias to what it stands for.
    [['other', 'kind'], 'value', '8:9'],
    [['other'], 'value', '9:8'],
  ])('%j, its %s: %s', (path, of, place) => {
    const reading = readYaml(text, 'a.yaml', {});
    expect(reading.ok && reading.source.locate(path, of).text).toBe(`a.yaml:${place}`);
  });
});

describe('what a scenario can not hold is refused, with its place', () => {
  it.each([
    ['a: 1\nb: 2\na: 3', '3:1: the key "a" is here twice'],
    ['a: { b: 1, b: 2 }', '1:12: the key "b" is here twice'],
    ['a: 1\n"a": 2', '2:1: the key "a" is here twice'],
    ['__proto__: { x: 1 }', '1:1: the key "__proto__" is not allowed'],
    ['a: [{ "constructor": 1 }]', '1:7: the key "constructor" is not allowed'],
    ['prototype: 1', '1:1: the key "prototype" is not allowed'],
    ['1: a', '1:1: a key must be a text'],
    ['? [a]\n: b', '1:3: a key must be a text'],
    ['{ true: a }', '1:3: a key must be a text'],
    ['a: &x { b: 1 }\nc:\n  <<: *x', '3:3: merge keys (<<) are not read'],
    ['${N}: 1', '1:1: a key can hold no variable'],
    ['a: !!js/function "x"', '1:18: the tag !!js/function is not read'],
    ['a: !own { b: 1 }', '1:9: the tag !own is not read'],
    ['a: !!str 5', '1:10: the tag !!str is not read'],
    ['a: .inf', '1:4: .inf is no number here'],
    ['a: .nan', '1:4: .nan is no number here'],
    ['a: 12345678901234567890', '1:4: 12345678901234567890 is too large to be exact as a number'],
    ['a: *x', '1:4: there is no anchor &x before this alias'],
    ['a: ${NONE}', '1:4: the variable NONE is not set'],
    ['a: 1\n---\nb: 2', '2:1: a second document begins here, and a scenario is one'],
    ['%YAML 1.1\n---\na: yes', '1:1: it is YAML 1.1, and a scenario is YAML 1.2'],
    ['a: "b', '1:6: it is not YAML: Missing closing "quote'],
    ['a: b: c', '1:4: it is not YAML: Nested mappings are not allowed in compact mappings'],
    ['a:\n\t- b', '2:1: it is not YAML: Tabs are not allowed as indentation'],
    ['a: { b: ${N} }', '1:10: it is not YAML: Unexpected flow-map-start'],
  ])('%j: %s', (text, message) => {
    const [problem, ...others] = problemsOf(readYaml(text, 'a.yaml', { ...env }));
    expect(problem).toContain(`a.yaml:${message}`);
    expect(others).toEqual([]);
  });

  it('all of it at once, from top to bottom', () => {
    const problems = problemsOf(readYaml('1: a\nb: !x y\nc: ${NONE}\nb: 1', 'a.yaml', env));
    expect(problems.map((problem) => problem.slice(0, 10))).toEqual([
      'a.yaml:1:1',
      'a.yaml:2:7',
      'a.yaml:3:4',
      'a.yaml:4:1',
    ]);
  });
});

describe('bombs', () => {
  const list = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(of).join(', ')}]`;
  const laughs = [
    'a: &a lol',
    ...'bcdefghi'.split('').map((name, index) => list(name, `*${'abcdefgh'[index]}`)),
  ];
  it.each([
    ['a billion laughs', laughs.join('\n'), 'aliases repeat more than 10000 values'],
    ['an alias to itself', 'a: &a\n  b: *a', 'aliases nest deeper than 50 levels'],
    ['brackets', '['.repeat(50_000), 'it is nested deeper than 50 levels'],
    ['braces', '{"a":'.repeat(20_000), 'it is nested deeper than 50 levels'],
    ['dashes', '- '.repeat(50_000), 'it is nested deeper than 50 levels'],
    ['question marks', '? '.repeat(50_000), 'it is nested deeper than 50 levels'],
    ['colons', 'a: '.repeat(20_000), 'it is nested deeper than 50 levels'],
    [
      'indentation',
      Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
      'it is nested deeper than 50 levels',
    ],
  ])('%s', (_name, text, message) => {
    const problems = problemsOf(readYaml(text, 'a.yaml', {}));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(message);
  });

  it('50 levels are allowed, and 51 are not', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(readYaml(nested(50), 'a.yaml', {}).ok).toBe(true);
    expect(readYaml(nested(52), 'a.yaml', {}).ok).toBe(false);
  });

  it('many keys are no reason to compare each with all', () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `k${index}: 1`).join('\n');
    expect(Object.keys(valueOf(readYaml(text, 'a.yaml', {})) as object)).toHaveLength(30_000);
  });
});

it('JSON is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, space) => {
      const json = JSON.stringify(value, null, space);
      const expected: unknown = JSON.parse(json);
      fc.pre(!/__proto__|constructor|prototype|"<<"|\$\{/.test(json) && !hasUnsafeNumber(expected));
      const reading = readJson(json, 'a.json', {});
      expect(problemsOf(reading)).toEqual([]);
      expect(valueOf(reading)).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});

it.each([
  ['{\n  "a": 1,\n}', 'a.json:3:1: it is not JSON: a comma too many before }'],
  ['a: 1', 'a.json:1:1: it is not JSON: a value is missing'],
  ['{ "a": 1, "a": 2 }', 'a.json:1:11: the key "a" is here twice'],
  ['', 'a.json:1:1: it is not JSON: it ends in the middle'],
])('in JSON %j is refused: %s', (text, message) => {
  expect(problemsOf(readJson(text, 'a.json', {}))).toEqual([message]);
});

it('any text is answered, and what is read are plain objects', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '&a',
    '*a',
    '!',
    '|',
    '${N}',
    '#',
    '? ',
    '<<',
    '%',
    ',',
    '---',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const reading = readYaml(pieces.join(''), 'a.yaml', env);
      if (!reading.ok) expect(reading.problems.length).toBeGreaterThan(0);
      else expect(structuredClone(reading.source.value)).toEqual(reading.source.value);
    }),
    { numRuns: 1000 },
  );
});

function valueOf(reading: SourceReading): unknown {
  return reading.ok ? reading.source.value : reading.problems;
}

function problemsOf(reading: SourceReading): string[] {
  return reading.ok ? [] : reading.problems.map(({ message }) => message);
}

/** -0, and what YAML wants in quotes. */
function hasUnsafeNumber(value: unknown): boolean {
  if (typeof value === 'number') {
    return Object.is(value, -0) || (Number.isInteger(value) && !Number.isSafeInteger(value));
  }
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeNumber);
}
