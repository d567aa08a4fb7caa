import { describe, expect, it } from 'vitest';
import type { CodeScenario } from '../../../src/scenario/file/code-scenario.ts';
import type { LoadFile } from '../../../src/scenario/file/scenario-file.ts';
import { flowsOf, localTarget, planFile, problemsOf } from '../../support/planned-file.ts';

const target = localTarget;
const users: LoadFile = { kind: 'constant-vus', vus: 5, for: '10s' };
const rate: LoadFile = { kind: 'constant-arrival-rate', rate: '10/s', for: '10s' };
const steps = [{ get: '/' }];
const session = [{ post: '/login' }];

describe('lanes', () => {
  it('are one for `steps`, called after the scenario', async () => {
    const { lanes } = await flowsOf({ target, name: 'shop', steps, session, load: users });
    expect(lanes).toEqual([
      {
        name: 'shop',
        load: { kind: 'constant-vus', vus: 5, durationMs: 10_000 },
        vus: 5,
        maxVus: 5,
        session: [{ kind: 'request', when: null, request: 0 }],
        userData: [],
        iterationData: [],
        flows: [{ name: 'shop', weight: 1, steps: [{ kind: 'request', when: null, request: 1 }] }],
      },
    ]);
  });

  it('are one for all flows that share the load, and one for each with its own', async () => {
    const { lanes, requests } = await flowsOf({
      target,
      session,
      load: users,
      flows: {
        browse: { weight: 3, steps },
        admin: { load: { ...users, vus: 1 }, session: [], steps },
        buy: { steps },
        watch: { load: { ...users, vus: 2 }, steps },
      },
    });
    expect(
      lanes.map(({ name, vus, flows }) => [name, vus, flows.map((flow) => [flow.name, flow.weight])]),
    ).toEqual([
      [
        'checkout',
        5,
        [
          ['browse', 3],
          ['buy', 1],
        ],
      ],
      ['admin', 1, [['admin', 1]]],
      ['watch', 2, [['watch', 1]]],
    ]);
    expect(lanes.map((lane) => lane.session.length)).toEqual([1, 0, 1]);
    expect(requests.map(({ name }) => name)).toEqual([
      'POST /login',
      'GET /',
      'GET /',
      'GET /',
      'POST /login',
      'GET /',
    ]);
  });

  it('have one user for ten seconds when nobody says a load, and say so', async () => {
    const planning = await planFile({ target, steps });
    expect(planning).toMatchObject({
      ok: true,
      plan: {
        plan: {
          work: { flows: { lanes: [{ load: { kind: 'constant-vus', vus: 1, durationMs: 10_000 } }] } },
        },
      },
      notes: [
        'the scenario has no load: one user for 10s. Add one such as { kind: constant-vus, vus: 10, for: 30s }',
      ],
    });
  });

  it('of a rate are ready for the think times of their flows', async () => {
    const think = { think: '3s' };
    const flows = { a: { weight: 1, steps: [...steps, think] }, b: { weight: 2, steps } };
    const { lanes } = await flowsOf({ target, flows, load: rate });
    expect(lanes[0]).toMatchObject({ vus: 20, maxVus: 1000 });
  });

  it.each<[string, CodeScenario, readonly string[]]>([
    [
      'steps and flows',
      { steps, flows: { a: { steps } } },
      ['flows: the scenario has `steps` and `flows` → make the steps a flow of their own'],
    ],
    ['neither', {}, [': the scenario has no steps → such as steps: [{ get: / }]']],
    ['no flows', { flows: {} }, ['flows: the scenario has no steps → such as steps: [{ get: / }]']],
    ['no steps', { steps: [] }, ['steps: no step of it sends anything → add one such as { get: / }']],
    [
      'a flow that sends nothing',
      { flows: { a: { steps: [{ group: 'g', steps: [{ think: '1s' }] }] } } },
      ['flows.a.steps: no step of it sends anything → add one such as { get: / }'],
    ],
    [
      'users and rates',
      { load: users, flows: { a: { steps }, b: { steps, load: rate } } },
      [
        'flows.b.load: "b" has a rate (open model), and "checkout" users (closed model) → flows of one scenario have all users or all rates: split it into two',
      ],
    ],
    [
      'a weight of a flow with a load of its own',
      { flows: { a: { steps, load: users, weight: 2 } } },
      [
        'flows.a.weight: the flow "a" has a load of its own, so nothing is shared by weight → leave out `weight` or `load`',
      ],
    ],
    [
      'a session of a flow that shares users',
      { load: users, flows: { a: { steps, session } } },
      [
        'flows.a.session: the flow "a" shares its users with others, and their session → give it a load of its own, or move the steps to `session`',
      ],
    ],
    [
      'a load and a session that no flow has',
      { load: users, session, flows: { a: { steps, load: users, session: [] } } },
      [
        'load: no flow has this load: each has one of its own → leave it out',
        'session: no flow has this session: each has one of its own → leave it out',
      ],
    ],
    [
      'weights that are none',
      { flows: { a: { steps, weight: 0 }, b: { steps, weight: 1.5 } } },
      [
        'flows.a.weight: weight must be above 0, got 0',
        'flows.b.weight: weight must be a whole number, got 1.5',
      ],
    ],
    [
      'weights of which a round would never end',
      { flows: { a: { steps, weight: '2M' }, b: { steps, weight: 1 } } },
      [
        'flows: the weights add up to 2000001, also divided by what they have in common → use smaller ones: they may add up to 1000000',
      ],
    ],
  ])("can't be made of %s", async (_name, file, problems) => {
    expect(await problemsOf({ target, ...file })).toEqual(problems);
  });
});

describe('data', () => {
  const files = { 'users.csv': 'name\na\nb', 'goods.csv': 'id\n1' };
  const data = { users: { from: 'users.csv' }, goods: { from: 'goods.csv' } };
  const login = { post: '/login', json: { name: '{{ users.name }}' } };
  const look = { get: '/{{ goods.id }}/{{ users.name }}' };

  it('is read into a plan with its defaults', async () => {
    const sources = {
      a: { from: 'users.csv' },
      b: { from: 'users.csv', pick: 'unique' },
      c: { from: 'users.csv', pick: 'shuffle', onEnd: 'stop' },
    } as const;
    const planning = await planFile(
      { target, data: sources, steps: [{ get: '/{{ a.name }}{{ b.name }}{{ c.name }}' }] },
      { files },
    );
    const kept = { from: 'users.csv', rowsPath: '/shop/users.csv.rows', rowCount: 2 };
    expect(planning).toMatchObject({
      plan: {
        plan: {
          work: {
            flows: {
              data: [
                { ...kept, name: 'a', pick: 'sequential', onEnd: 'recycle' },
                { ...kept, name: 'b', pick: 'unique', onEnd: 'stop' },
                { ...kept, name: 'c', pick: 'shuffle', onEnd: 'stop' },
              ],
            },
          },
        },
      },
    });
  });

  it('that the session uses is of the user, all other of the iteration', async () => {
    const { lanes } = await flowsOf({ target, data, session: [login], steps: [look] }, { files });
    expect(lanes[0]).toMatchObject({ userData: ['users'], iterationData: ['goods'] });
    const without = await flowsOf({ target, data, steps: [look] }, { files });
    expect(without.lanes[0]).toMatchObject({ userData: [], iterationData: ['users', 'goods'] });
  });

  it.each<[string, CodeScenario, object]>([
    [
      'its text names',
      { session: [({ row }) => row('users')], steps: [look] },
      { userData: ['users'], iterationData: ['goods'] },
    ],
    [
      'it may read elsewhere, in a session',
      { session: [() => {}], steps },
      { userData: ['users', 'goods'], iterationData: [] },
    ],
    [
      'it may read elsewhere, in a step',
      { steps: [() => {}] },
      { userData: [], iterationData: ['users', 'goods'] },
    ],
    [
      'it may read elsewhere, in a session and in a step',
      { session: [() => {}], steps: [() => {}] },
      { userData: [], iterationData: ['users', 'goods'] },
    ],
    [
      'it may read elsewhere, but not what the session has',
      { session: [login], steps: [() => {}] },
      { userData: ['users'], iterationData: ['goods'] },
    ],
  ])('of a function is what %s', async (_name, file, drawn) => {
    const { lanes } = await flowsOf({ target, data, ...file }, { files, codePath: '/shop/checkout.ts' });
    expect(lanes[0]).toMatchObject(drawn);
  });

  it('that nobody uses is left out, and noted', async () => {
    const planning = await planFile(
      { target, data, steps: [{ get: '/{{ goods.id }}' }], load: users },
      { files },
    );
    expect(planning).toMatchObject({
      plan: { plan: { work: { flows: { data: [{ name: 'goods' }] } } } },
      notes: ['no step uses the data "users" from users.csv'],
    });
  });

  it('suffices for the users that keep a row each', async () => {
    const unique = { users: { from: 'users.csv', pick: 'unique' } } as const;
    const file = { target, session: [login], steps, load: users };
    expect(await problemsOf({ ...file, data: unique }, { files })).toEqual([
      'data.users: "users.csv" has 2 rows, and 5 users take one each in their session → add rows, take fewer users, or use onEnd: recycle',
    ]);
    const recycled = { users: { ...unique.users, onEnd: 'recycle' } } as const;
    expect(await problemsOf({ ...file, data: recycled }, { files })).toEqual([]);
    expect(await problemsOf({ ...file, data: unique, load: { ...users, vus: 2 } }, { files })).toEqual([]);
  });

  it("that can't be is refused", async () => {
    const wrong = {
      user: { from: 'users.csv' },
      gone: { from: 'user.csv' },
      out: { from: '../users.csv' },
      odd: { from: 'users.csv', pick: 'random', onEnd: 'stop' },
    } as const;
    expect(await problemsOf({ target, data: wrong, steps: [{ get: '/{{ gone.any }}' }] }, { files })).toEqual(
      [
        'data.user: "user" means something else in expressions → choose another name',
        'data.gone.from: there is no file "user.csv" → did you mean "users.csv"?',
        'data.out.from: "../users.csv" leaves the scenario\'s folder → a scenario reads files of its own folder only: put it there',
        'data.odd.onEnd: random rows never end: any may come again → use pick: shuffle for each row once, or leave out onEnd',
      ],
    );
  });
});
