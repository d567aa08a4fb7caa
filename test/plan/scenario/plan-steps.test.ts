import { describe, expect, it } from 'vitest';
import { meanThinkMs } from '../../../src/plan/scenario/think-time.ts';
import type { CodeScenario, CodeStep } from '../../../src/scenario/file/code-scenario.ts';
import type { StepPlan } from '../../../src/plan/flows-plan.ts';
import { flowsOf, localTarget, problemsOf } from '../../support/planned-file.ts';

const target = localTarget;

async function stepsOf(steps: readonly CodeStep[]): Promise<readonly StepPlan[]> {
  const { lanes } = await flowsOf({ target, steps: [...steps, { get: '/' }] });
  return lanes[0]?.flows[0].steps.slice(0, -1) ?? [];
}

describe('steps', () => {
  it('are planned in their order, requests by their place in the list of all', async () => {
    const session = [{ post: '/login' }];
    const inGroup = [{ get: '/b' }, { think: '1s' }];
    const steps = [{ get: '/a' }, { group: 'g', steps: inGroup }, { get: '/c', when: 'user == 0' }];
    const { lanes, requests } = await flowsOf({ target, session, steps });
    expect(requests.map(({ name }) => name)).toEqual(['POST /login', 'GET /a', 'g / GET /b', 'GET /c']);
    expect(lanes[0]?.session).toEqual([{ kind: 'request', when: null, request: 0 }]);
    expect(lanes[0]?.flows[0].steps).toMatchObject([
      { kind: 'request', request: 1 },
      { kind: 'group', steps: [{ kind: 'request', request: 2 }, { kind: 'think' }] },
      { kind: 'request', when: { kind: 'binary', operator: '==' }, request: 3 },
    ]);
  });

  it.each([
    ['1s', 1000, 1000],
    [0.5, 500, 500],
    ['200ms..1s', 200, 1000],
    ['0s..1m', 0, 60_000],
    [0, 0, 0],
  ])('think %s', async (think, minMs, maxMs) => {
    expect(await stepsOf([{ think }])).toEqual([{ kind: 'think', when: null, minMs, maxMs }]);
  });

  it('repeat by a number or an expression, and over a list', async () => {
    const inner = [{ get: '/' }];
    const steps = await stepsOf([
      { repeat: '1k', as: 'page', steps: [{ get: '/{{ page }}' }] },
      { repeat: 'randomInt(1, 3)', steps: inner },
      { forEach: "['a', 'b']", as: 'letter', steps: [{ get: '/{{ letter }}' }] },
    ]);
    expect(steps).toMatchObject([
      { kind: 'repeat', as: 'page', times: { kind: 'value', value: 1000 } },
      { kind: 'repeat', as: null, times: { kind: 'call', name: 'randomInt' } },
      { kind: 'for-each', as: 'letter', list: { kind: 'list' } },
    ]);
  });

  it('of code are calls, by where they are', async () => {
    const { lanes } = await flowsOf(
      {
        target,
        steps: [
          function browse(): void {},
          { run: () => {}, when: 'user > 0' },
          { group: 'g', steps: [{ name: 'pay', run: () => {} }] },
        ],
      },
      { codePath: '/shop/checkout.ts' },
    );
    expect(lanes[0]?.flows[0].steps).toMatchObject([
      { kind: 'call', when: null, name: 'browse', path: ['steps', 0] },
      { kind: 'call', when: { kind: 'binary' }, name: 'function at steps[1].run', path: ['steps', 1, 'run'] },
      { kind: 'group', steps: [{ kind: 'call', name: 'pay', path: ['steps', 2, 'steps', 0, 'run'] }] },
    ]);
  });

  it.each<[CodeStep, string]>([
    [{ think: '2s..1s' }, 'steps[0].think: "2s..1s" ends before it begins → write 1s..2s'],
    [
      { think: '1s..2s..3s' },
      'steps[0].think: "1s..2s..3s" is not a time such as 1s or a range such as 200ms..1s',
    ],
    [{ think: 'x..1s' }, 'steps[0].think: think: "x" is not a duration such as 500ms, 30s or 1m30s'],
    [{ think: -1 }, 'steps[0].think: think must be 0 or more, got -1'],
    [{ repeat: 0, steps: [] }, 'steps[0].repeat: repeat must be above 0, got 0'],
    [
      { repeat: '1.5', steps: [] },
      'steps[0].repeat: repeat: "1.5" is not a whole number such as 500, 10k or 2M',
    ],
    [
      { repeat: '{{ user }}', steps: [] },
      'steps[0].repeat: "{{ user }}" is an expression already → leave out the braces: user',
    ],
    [
      { get: '/', when: '{{ user }}' },
      'steps[0].when: "{{ user }}" is an expression already → leave out the braces: user',
    ],
    [{ get: '/', when: 'user >' }, 'steps[0].when: the expression breaks off here, at column 7 of "user >"'],
    [
      { forEach: 'nobody', as: 'x', steps: [] },
      'steps[0].forEach: there is no variable "nobody", in "nobody" → known here are iteration, user',
    ],
  ])('that mean nothing are refused: %j', async (step, problem) => {
    expect(await problemsOf({ target, steps: [step, { get: '/' }] })).toEqual([problem]);
  });

  it('think for the mean of all flows, by their weights', () => {
    const think = { kind: 'think', when: null, minMs: 100, maxMs: 300 } as const;
    const twice = { kind: 'value', value: 2 } as const;
    const repeat = { kind: 'repeat', when: null, as: null, times: twice, steps: [think] } as const;
    const list = { kind: 'for-each', when: null, as: 'x', list: twice, steps: [think] } as const;
    expect(meanThinkMs([{ weight: 1, steps: [think] }])).toBe(200);
    expect(meanThinkMs([{ weight: 1, steps: [{ kind: 'group', when: null, steps: [repeat, list] }] }])).toBe(
      600,
    );
    expect(
      meanThinkMs([
        { weight: 3, steps: [think] },
        { weight: 1, steps: [] },
      ]),
    ).toBe(150);
  });
});

describe('variables', () => {
  const files = { 'users.csv': 'name,age\nann,7' };
  const data = { users: { from: 'users.csv' } };
  const login = { post: '/login', capture: { token: '$.token' } };

  it.each<[string, CodeScenario]>([
    ['of a step before', { steps: [login, { get: '/{{ token }}' }] }],
    ['of the session', { session: [login], steps: [{ get: '/{{ token }}' }] }],
    [
      'of a session before in the session',
      { session: [login, { get: '/{{ token }}' }], steps: [{ get: '/' }] },
    ],
    [
      'of a step that may be left out',
      { steps: [{ ...login, when: 'user > 1' }, { get: "/{{ token ?? 'none' }}" }] },
    ],
    [
      'of a group, a loop and a list',
      {
        steps: [
          { group: 'g', steps: [{ repeat: 2, steps: [{ forEach: '[1]', as: 'n', steps: [login] }] }] },
          { get: '/{{ token }}' },
        ],
      },
    ],
    [
      'of the loops around',
      {
        steps: [
          { repeat: 2, as: 'i', steps: [{ forEach: '[i]', as: 'j', steps: [{ get: '/{{ i }}/{{ j }}' }] }] },
        ],
      },
    ],
    [
      'of one loop after the other',
      {
        steps: [
          { repeat: 2, as: 'i', steps: [] },
          { repeat: 2, as: 'i', steps: [{ get: '/{{ i }}' }] },
        ],
      },
    ],
    ['that a later step captures again', { steps: [login, { ...login, post: '/{{ token }}' }] }],
    [
      'of data, and its columns',
      { data, steps: [{ get: '/{{ users.name }}/{{ users.age + 1 }}/{{ users["name"] }}' }] },
    ],
    ['that are reserved', { steps: [{ get: '/{{ user }}/{{ iteration }}' }] }],
    ['that nobody reads', { steps: [login] }],
    ['that a function may have set', { steps: [() => {}, { get: '/{{ anything }}' }] }],
    ['that a hook gives', { before: () => 1, steps: [{ get: '/{{ shared }}' }] }],
  ])('%s are known', async (_name, file) => {
    expect(await problemsOf({ target, ...file }, { files })).toEqual([]);
  });

  it.each<[string, CodeScenario, readonly string[]]>([
    [
      'are unknown',
      { steps: [login, { get: '/{{ tokn }}' }] },
      ['steps[1].get: there is no variable "tokn", in "/{{ tokn }}" → did you mean "token"?'],
    ],
    [
      'come too early',
      { steps: [{ get: '/{{ token }}' }, login] },
      [
        'steps[0].get: "token" is captured only by the later step "POST /login" → capture it in an earlier step',
      ],
    ],
    [
      'come from a step itself',
      { steps: [{ ...login, json: ['{{ token }}'] }] },
      [
        'steps[0].json[0]: "token" is captured only by the later step "POST /login" → capture it in an earlier step',
      ],
    ],
    [
      'come from after the session',
      { session: [{ get: '/{{ token }}' }], steps: [login] },
      [
        'session[0].get: "token" is captured only after the session, by the step "POST /login" → capture it in an earlier step',
      ],
    ],
    [
      'come from another flow',
      { flows: { a: { steps: [login] }, b: { steps: [{ get: '/{{ token }}' }] } } },
      ['flows.b.steps[0].get: "token" is captured only in the flow "a" → capture it in an earlier step'],
    ],
    [
      'come from a loop that is over',
      { steps: [{ repeat: 2, as: 'page', steps: [] }, { get: '/{{ page }}' }] },
      ['steps[1].get: "page" is known only inside its loop → capture it in an earlier step'],
    ],
    [
      'come before the function that may set them',
      { steps: [{ get: '/{{ token }}' }, () => {}] },
      ['steps[0].get: there is no variable "token", in "/{{ token }}" → known here are iteration, user'],
    ],
    [
      'are no columns',
      { data, steps: [{ get: '/{{ users.nmae }}/{{ users.email }}' }] },
      [
        'steps[0].get: "users" has no column "nmae" → did you mean "name"?',
        'steps[0].get: "users" has no column "email" → it has name, age',
      ],
    ],
    [
      'have names that mean something else',
      { data, steps: [{ get: '/', capture: { user: '$.a', users: '$.b', 'a-b': '$.c' } }] },
      [
        'steps[0].capture.user: "user" means something else in expressions → choose another name',
        'steps[0].capture.users: the capture "users" has the name of a data source → rename one of them',
        'steps[0].capture.a-b: "a-b" can\'t be the name of a variable → use letters, digits and _, such as orderIds; no digit first',
      ],
    ],
    [
      'have names of other variables in a loop',
      {
        data,
        steps: [
          login,
          { repeat: 1, as: 'token', steps: [] },
          { repeat: 1, as: 'i', steps: [{ repeat: 1, as: 'i', steps: [] }] },
          { repeat: 1, as: 'users', steps: [] },
        ],
      },
      [
        'steps[1].as: the loop variable "token" has the name of another variable → rename it',
        'steps[2].steps[0].as: the loop variable "i" has the name of another variable → rename it',
        'steps[3].as: the loop variable "users" has the name of a data source → rename one of them',
      ],
    ],
    [
      'stand everywhere',
      {
        headers: { a: '{{ h }}' },
        auth: { bearer: '{{ b }}' },
        steps: [
          {
            post: '/{{ u }}',
            query: { q: '{{ q }}' },
            form: { f: '{{ f }}' },
            check: {
              body: { contains: ['{{ c }}'] },
              headers: { x: '== {{ x }}' },
              jsonPath: { $: '{{ j }}' },
            },
          },
        ],
      },
      [
        'steps[0].post: there is no variable "u", in "/{{ u }}" → known here are iteration, user',
        'steps[0].query.q: there is no variable "q", in "{{ q }}" → known here are iteration, user',
        'steps[0].form.f: there is no variable "f", in "{{ f }}" → known here are iteration, user',
        'headers.a: there is no variable "h", in "{{ h }}" → known here are iteration, user',
        'auth.bearer: there is no variable "b", in "{{ b }}" → known here are iteration, user',
        'steps[0].check.headers.x: there is no variable "x", in "{{ x }}" → known here are iteration, user',
        'steps[0].check.body.contains[0]: there is no variable "c", in "{{ c }}" → known here are iteration, user',
        'steps[0].check.jsonPath.$: there is no variable "j", in "{{ j }}" → known here are iteration, user',
      ],
    ],
  ])('that %s are refused', async (_name, file, problems) => {
    expect(await problemsOf({ target, ...file }, { files })).toEqual(problems);
  });

  it.each([
    ["env('KEY')", []],
    ["env('KYE') ?? 'none'", []],
    ["env('KYE') || env('KEY')", []],
    [
      'env(KYE)',
      ['steps[0].get: there is no variable "KYE", in "/{{ env(KYE) }}" → known here are iteration, user'],
    ],
    ["env('KYE')", ['steps[0].get: env(\'KYE\') is not set → did you mean "KEY"? Or set it: -e KYE=…']],
    ["env('OTHER')", ["steps[0].get: env('OTHER') is not set → set it: -e OTHER=…"]],
    ["base64(env('OTHER')) ?? 'x'", ["steps[0].get: env('OTHER') is not set → set it: -e OTHER=…"]],
  ])('of the environment are set: %s', async (expression, problems) => {
    const file = { target, steps: [{ get: `/{{ ${expression} }}` }] };
    expect(await problemsOf(file, { env: { KEY: 'k' } })).toEqual(problems);
  });
});
