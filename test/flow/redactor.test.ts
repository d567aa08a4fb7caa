import { expect, it } from 'vitest';
import { FlowRedactor } from '../../src/flow/redactor.ts';

const secrets = { values: ['env-secret'], names: ['token', 'users.password', 'keys'] };

it.each<[Record<string, unknown>, string, string]>([
  [{}, 'env-secret token-1', '*** token-1'],
  [{ token: 'token-1' }, 'env-secret token-1', '*** ***'],
  [{ users: { name: 'ann', password: 'open-sesame' } }, 'ann open-sesame', 'ann ***'],
  [{ token: 123456 }, '{"t":123456}', '{"t":***}'],
  [{ keys: [{ id: 'key-one' }, { id: 'key-two' }] }, 'key-one key-two', '*** ***'],
  [{ token: null, users: 5, keys: true }, 'null 5 true', 'null 5 true'],
])('of a user with %j it shows %s as %s', (vars, text, shown) => {
  const redactor = new FlowRedactor(secrets);
  expect(redactor.redact(text, vars)).toBe(shown);
  expect(redactor.redact(text, vars)).toBe(shown);
});

it('follows a variable that changes', () => {
  const redactor = new FlowRedactor(secrets);
  const vars = { token: 'token-1' };
  expect(redactor.redact('token-1 token-2', vars)).toBe('*** token-2');
  vars.token = 'token-2';
  expect(redactor.redact('token-1 token-2', vars)).toBe('token-1 ***');
});

it('reads no more of a variable than anybody has', () => {
  const cyclic: Record<string, unknown> = {
    list: Array.from({ length: 5000 }, (_, index) => `value-${index}`),
  };
  cyclic['self'] = cyclic;
  expect(new FlowRedactor(secrets).valuesIn({ token: cyclic })).toHaveLength(1000);
});

it('knows which variables are secret', () => {
  const redactor = new FlowRedactor(secrets);
  expect([redactor.isSecret('token'), redactor.isSecret('users')]).toEqual([true, false]);
});

it('does not look into what a variable inherits', () => {
  const redactor = new FlowRedactor({ values: [], names: ['token.constructor.name'] });
  expect(redactor.redact('Object', { token: {} })).toBe('Object');
});
