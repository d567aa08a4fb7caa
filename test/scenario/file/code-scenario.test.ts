import { expect, expectTypeOf, it } from 'vitest';
import { type CodeScenario, defineScenario } from '../../../src/scenario/file/code-scenario.ts';
import type { LoadedScenario } from '../../../src/scenario/file/loaded-scenario.ts';
import type { ScenarioFile } from '../../../src/scenario/file/scenario-file.ts';
import type { HttpResponse, StepContext } from '../../../src/scenario/file/step-context.ts';

// What must compile, and what must not, is checked by the compiler: `npx tsc`.

const whole = defineScenario({
  name: 'checkout',
  target: 'http://127.0.0.1:8080',
  data: { users: { from: 'users.csv', pick: 'unique', onEnd: 'recycle' } },
  before: async ({ env }) => {
    expectTypeOf(env).toEqualTypeOf<Readonly<Record<string, string>>>();
    await Promise.resolve();
    return { ids: [1, 2] };
  },
  after: ({ shared, result, env }) => {
    void [shared, result, env];
  },
  session: [
    async ({ http, row, vars }) => {
      const login = await http.post('/login', { json: row('users'), expect: ['2xx', 404] });
      vars['token'] = login.json<unknown>();
      const typed = login.json<{ token: string }>();
      expectTypeOf(typed.token).toEqualTypeOf<string>();
    },
  ],
  steps: [
    { name: 'orders', get: '/orders?page={{ randomInt(1, 50) }}', check: { status: 200 } },
    { think: '200ms..1s' },
    {
      name: 'buy',
      when: 'page < 3',
      run: async ({ http, check, sleep, signal, iteration, user, random }) => {
        const response = await http.get('/', {
          name: 'root',
          timeoutMs: 500,
          redirects: 1,
        });
        expectTypeOf(response).toEqualTypeOf<HttpResponse>();
        expectTypeOf(check('is ok', response.ok, response.status)).toEqualTypeOf<boolean>();
        await sleep(iteration + user + random());
        signal.throwIfAborted();
      },
    },
    {
      group: 'cart',
      steps: [({ http }) => http.get('/cart'), { repeat: 2, steps: [({ vars }) => void vars['x']] }],
    },
    { forEach: '{{ ids }}', as: 'id', steps: [() => {}] },
  ],
  load: [
    { kind: 'ramping-arrival-rate', from: '10/s', to: '50/s', over: '1m' },
    { kind: 'constant-arrival-rate', rate: '50/s', for: '2m' },
  ],
  thresholds: ['p95 < 500ms'],
});

const flows = defineScenario({
  flows: {
    browse: { weight: 3, steps: [() => {}] },
    buy: { steps: [{ run: () => {} }], session: [() => {}] },
  },
});

/** Never called: all of it is wrong. */
function wrong({ http, check, sleep }: StepContext): void {
  // @ts-expect-error -- no such load kind
  defineScenario({ load: { kind: 'constant-users', vus: 1, for: 1 } });
  // @ts-expect-error -- a load without its length
  defineScenario({ load: { kind: 'constant-vus', vus: 1 } });
  // @ts-expect-error -- no such key
  defineScenario({ step: [] });
  // @ts-expect-error -- no such pick
  defineScenario({ data: { users: { from: 'a.csv', pick: 'any' } } });
  // @ts-expect-error -- no such key of a step
  defineScenario({ steps: [{ get: '/', chek: {} }] });
  // @ts-expect-error -- a function is no URL
  defineScenario({ steps: [{ get: () => '/' }] });
  // @ts-expect-error -- nothing to run
  defineScenario({ steps: [{ name: 'a', run: 'b' }] });
  // @ts-expect-error -- no such part of the context
  defineScenario({ steps: [({ htpp }) => void htpp] });
  // @ts-expect-error -- a hook is a function
  defineScenario({ before: {} });
  // @ts-expect-error -- no such option
  void http.get('/', { header: {} });
  // @ts-expect-error -- milliseconds
  void http.get('/', { timeoutMs: '5s' });
  // @ts-expect-error -- no such method
  void http.fetch;
  // @ts-expect-error -- a condition is true or false
  check('status', 200);
  // @ts-expect-error -- milliseconds
  void sleep('1s');
}

it('is the scenario that it was given', () => {
  const scenario: CodeScenario = { steps: [] };
  expect(defineScenario(scenario)).toBe(scenario);
  expect([whole.name, Object.keys(flows.flows ?? {}), typeof wrong]).toEqual([
    'checkout',
    ['browse', 'buy'],
    'function',
  ]);
});

it('may be data alone', () => {
  expectTypeOf<LoadedScenario['file']>().toExtend<CodeScenario>();
  const data: ScenarioFile = { steps: [{ get: '/' }] };
  expect(defineScenario(data)).toBe(data);
});
