import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOnce } from '../../src/cli/once.ts';
import { readMachine } from '../../src/machine/read-machine.ts';
import { loadPlannedScenario } from '../../src/modes/planned-file.ts';
import { startTarget, type Target } from '../../src/target/server.ts';

let target: Target;
let folder: string;

beforeAll(async () => {
  target = await startTarget({ host: '127.0.0.1', port: 0 });
  folder = mkdtempSync(join(tmpdir(), 'inrush-once-'));
});

afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true });
});

type Seen = { readonly code: number; readonly text: string };

async function once(name: string, source: string, env: Readonly<Record<string, string>> = {}): Promise<Seen> {
  const path = join(folder, name);
  writeFileSync(path, source);
  const loading = await loadPlannedScenario(path, { env: { BASE_URL: target.url, ...env } }, readMachine());
  if (!loading.ok) throw new Error(loading.problems.map(({ message }) => message).join('\n'));
  let text = '';
  const code = await runOnce(loading.plan, (more) => {
    text += more;
    return Promise.resolve();
  });
  loading.plan.dispose();
  return { code, text };
}

const load = 'load: { kind: constant-vus, vus: 5, for: 1h }';

it('takes one user through its session and an iteration, without load, waiting or secrets', async () => {
  const { code, text } = await once(
    'checkout.yaml',
    `target: \${BASE_URL}
secrets: [token, PASSWORD]
session:
  - post: /login
    json: { username: ann, password: "{{ env('PASSWORD') }}" }
    capture: { token: $.token }
steps:
  - name: orders
    get: /orders
    headers: { authorization: "Bearer {{ token }}" }
    check: { status: 200 }
    capture: { id: "$.items[0].id" }
  - think: 1h
  - { name: never, when: id == null, get: /never }
  - { name: order, get: "/orders/{{ id }}", headers: { authorization: "Bearer {{ token }}" } }
${load}`,
    { PASSWORD: 'open sesame' },
  );
  const told = text.split('\n').filter((line) => /^(\w| {2}\S| {4}(?:captured|✓|✗|auth))/.test(line));
  expect(told.map((line) => line.replace(/:\d+\//, '/').replace(/ · .*/, ''))).toEqual([
    'session of checkout',
    '  → POST http://127.0.0.1/login',
    '  ← 200 OK',
    '    captured token = "***"',
    'iteration of checkout',
    '  → GET http://127.0.0.1/orders  orders',
    '    authorization: Bearer ***',
    '  ← 200 OK',
    '    ✓ status is 200',
    expect.stringMatching(/^ {4}captured id = \d+$/),
    '  think 1 h: left out',
    '  never: skipped (when id == null)',
    expect.stringMatching(/^ {2}→ GET http:\/\/127\.0\.0\.1\/orders\/\d+ {2}order$/),
    '    authorization: Bearer ***',
    '  ← 200 OK',
  ]);
  expect(text).not.toContain('sesame');
  expect(code).toBe(0);
});

describe('ends with 99', () => {
  it.each([
    ['a check fails', '- { get: /, check: { status: 201 } }', '✗ status is 201: got 200'],
    ['nothing is captured', '- { get: /orders, capture: { id: $.none } }', '✗ ended early (capture): '],
    ['a status is an error', '- get: /status/500', '← 500 Internal Server Error'],
    [
      'an expression has no value',
      '- { repeat: iteration - 5, steps: [{ get: / }] }',
      '✗ ended early (expression): ',
    ],
    ['no response comes', '- { get: /reset }', '✗ no response: '],
  ])('when %s', async (_why, step, told) => {
    const { code, text } = await once('broken.yaml', `target: \${BASE_URL}\nsteps:\n  ${step}\n${load}`);
    expect(text).toContain(told);
    expect(code).toBe(99);
  });
});

it('runs functions and hooks', async () => {
  const { code, text } = await once(
    'code.mjs',
    `export default {
      target: process.env.ONCE_TARGET,
      before: () => ({ from: 'before' }),
      steps: [
        async function visit({ http, vars, check, sleep }) {
          const { status } = await http.get('/?q=' + vars.shared.from, { name: 'visit' });
          check('answered', status === 200);
          await sleep(3_600_000);
          throw new Error('enough');
        },
      ],
      load: { kind: 'constant-vus', vus: 1, for: 1 },
    };`,
    { ONCE_TARGET: target.url },
  );
  expect(text).toContain('function visit');
  expect(text).toMatch(/→ GET http:\/\/127\.0\.0\.1:\d+\/\?q=before/);
  expect(text).toContain('✓ answered');
  expect(text).toMatch(/✗ ended early \(function\): visit: enough \(code\.mjs:9\)/);
  expect(code).toBe(99);
});

it('shows what a function has thrown where nobody could catch it', async () => {
  const { code, text } = await once(
    'stray.mjs',
    `export default {
      target: process.env.ONCE_TARGET,
      steps: [({ http }) => { void Promise.reject(new Error('lost')); return http.get('/'); }],
      load: { kind: 'constant-vus', vus: 1, for: 1 },
    };`,
    { ONCE_TARGET: target.url },
  );
  expect(text).toContain('✗ ended early (function): a promise that nobody waits for: lost (stray.mjs:3)');
  expect(code).toBe(99);
});

it('says when nothing answers', async () => {
  const closed = once('closed.yaml', `target: http://127.0.0.1:1\nsteps: [{ get: / }]\n${load}`);
  await expect(closed).rejects.toThrow('nothing answers at http://127.0.0.1:1');
});
