import { describe, expect, it } from 'vitest';
import { checkShape } from '../../../src/scenario/file/check-shape.ts';
import { scenarioSchema } from '../../../src/scenario/file/scenario-schema.ts';
import { shapeProblems } from '../../../src/scenario/file/shape-problems.ts';

const data = scenarioSchema('data');
const code = scenarioSchema('code');
const run = (): void => {};
const verbs = 'get, post, put, patch, delete, head, options, think, group, repeat, forEach';
const captures = 'jsonPath, header, regex, css, xpath';

/** `message (hint)`, without places. */
function problemsOf(value: unknown, schema = data, written = new Map<string, string>()): string[] {
  const locate = (): { text: string; offset: number } => ({ text: '', offset: 0 });
  return shapeProblems(checkShape(value, schema), { locate, written }).map(
    ({ message, hint }) => `${message.replace(/^: /, '')}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('of a step, only what is wrong with the one that is meant is told', () => {
  it.each<[unknown, string]>([
    [{ get: '/', hedaers: {} }, 'steps[0] has no key "hedaers" (did you mean "headers"?)'],
    [{ gett: '/' }, 'steps[0] has no key "gett" (did you mean "get"?)'],
    [{ thnk: '1s' }, 'steps[0] has no key "thnk" (did you mean "think"?)'],
    [
      { think: 1, get: '/' },
      `steps[0] has get and think, and may have only one of them (it takes one of ${verbs})`,
    ],
    [
      { get: '/', post: '/' },
      `steps[0] has get and post, and may have only one of them (it takes one of ${verbs})`,
    ],
    [{ name: 'x' }, `steps[0] needs one of ${verbs}`],
    [{}, `steps[0] needs one of ${verbs}`],
    [{ repeat: 3 }, 'steps[0] has no "steps"'],
    [{ forEach: 'ids', steps: [] }, 'steps[0] has no "as"'],
    [
      { group: 'a', steps: [{ think: [] }] },
      'steps[0].steps[0].think must be a text or a number, got an empty list',
    ],
    ['get /orders', 'steps[0] must be an object, got "get /orders" (is a colon missing? get: /orders)'],
    [null, 'steps[0] must be an object, got nothing (null)'],
    [{ get: ['/'] }, 'steps[0].get must be a text, got a list'],
    [
      { get: '/', json: 1, form: {} },
      'steps[0] has json and form, and may have only one of them (it takes one of json, body, form, multipart, file)',
    ],
    [
      { get: '/', auth: { basic: { username: 'u', password: 'p' }, bearer: 'x' } },
      'steps[0].auth has basic and bearer, and may have only one of them (it takes one of basic, bearer)',
    ],
    [{ get: '/', capture: { a: {} } }, `steps[0].capture.a needs one of ${captures}`],
    [{ get: '/', capture: { 'a b': 5 } }, 'steps[0].capture["a b"] must be a text or an object, got 5'],
  ])('%j: %s', (step, problem) => {
    expect(problemsOf({ steps: [step] })).toEqual([expect.stringContaining(problem)]);
  });
});

describe('of a load, only what is wrong with its kind is told', () => {
  const kinds =
    '"constant-vus", "ramping-vus", "shared-iterations", "per-vu-iterations", "constant-arrival-rate" or "ramping-arrival-rate"';
  it.each<[unknown, string[]]>([
    [
      { kind: 'constant-vu' },
      [`load.kind is "constant-vu", and must be ${kinds} (did you mean "constant-vus"?)`],
    ],
    [{ kind: 5 }, [`load.kind is 5, and must be ${kinds}`]],
    [{ vus: 5 }, [`load has no "kind" (one of ${kinds.replaceAll('"', '').replace(' or', ',')})`]],
    [{ kind: 'constant-vus', vus: 1 }, [expect.stringContaining('load has no "for"')]],
    [
      { kind: 'constant-vus', vus: 1, for: 1, rate: 5 },
      ['load has no key "rate" (its keys are kind, vus, for)'],
    ],
    [
      { kind: 'constant-arrival-rate', rat: 1, for: 1, arrival: 'even' },
      [
        'load.arrival is "even", and must be "uniform" or "poisson"',
        'load has no key "rat" (did you mean "rate"?)',
      ],
    ],
    ['constant-vus', [expect.stringContaining('load must be an object or a list, got "constant-vus"')]],
  ])('%j', (load, problems) => {
    expect(problemsOf({ steps: [], load }).toSorted()).toEqual(problems.toSorted());
  });
});

it('all problems of a file are told at once', () => {
  const wrong = {
    name: 5,
    steps: [{ get: 5 }],
    flows: {},
    cookies: 'yes',
    engine: 'h2',
    unknown: 1,
    load: [{}],
  };
  expect(problemsOf(wrong)).toHaveLength(7);
});

it('the hint is the first sentence of what the schema says', () => {
  const schema = {
    definitions: {},
    type: 'object',
    properties: { a: { type: 'string', description: 'The `a`, such as\n1.5. And more.' } },
  };
  expect(problemsOf({ a: 1 }, schema)).toEqual(['a must be a text, got 1 (The a, such as 1.5.)']);
});

it('a value from the environment is not shown', () => {
  const written = new Map([['cookies', '${SECRET}']]);
  const [problem] = problemsOf({ steps: [], cookies: 'hunter2' }, data, written);
  expect(problem).toContain('cookies must be true or false, got "${SECRET}"');
});

it('a long value is clipped', () => {
  const [problem = ''] = problemsOf({ steps: [], engine: 'x'.repeat(10_000) });
  expect(problem.length).toBeLessThan(200);
});

describe('in code', () => {
  it.each<[string, unknown]>([
    ['a function as a step', { steps: [run] }],
    ['a step with a function', { steps: [{ name: 'a', when: 'x', run }] }],
    ['functions in groups', { steps: [{ group: 'a', steps: [run, { repeat: 2, steps: [{ run }] }] }] }],
    ['functions in flows and sessions', { session: [run], flows: { a: { steps: [run], session: [run] } } }],
    ['hooks', { before: run, after: run, steps: [{ get: '/' }] }],
  ])('%s is allowed', (_name, scenario) => {
    expect(problemsOf(scenario, code)).toEqual([]);
    expect(problemsOf(scenario, data)).not.toEqual([]);
  });

  it.each<[unknown, string]>([
    [{ steps: [{ get: run }] }, 'steps[0].get must be a text, got a function'],
    [{ steps: [{ get: '/', json: { a: [run] } }] }, 'steps[0].json.a[0] must be plain data, got a function'],
    [{ steps: [{ run: 'x' }] }, 'steps[0].run must be a function, got "x"'],
    [{ steps: [5] }, 'steps[0] must be a function or an object, got 5'],
    [{ before: {}, steps: [] }, 'before must be a function, got an object'],
    [{ steps: [{ run, get: '/' }] }, 'steps[0] has run and get, and may have only one of them'],
    [run, 'the scenario must be an object, got a function'],
  ])('%o: %s', (scenario, problem) => {
    const problems = problemsOf(scenario, code);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });
});
