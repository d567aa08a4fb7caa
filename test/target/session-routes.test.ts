import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { ask, textFieldOf, type Answer } from './client.ts';

let target: Target;
beforeAll(async () => (target = await startTarget({ host: '127.0.0.1', port: 0 })));
afterAll(() => target.close());

function login(body: string): Promise<Answer> {
  return ask(`${target.url}/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
}

async function tokenFor(username: string): Promise<string> {
  const { body } = await login(JSON.stringify({ username, password: 'secret' }));
  return textFieldOf(body, 'token');
}

function asUser(token: string, path: string, scheme = 'Bearer'): Promise<Answer> {
  return ask(`${target.url}${path}`, { headers: { authorization: `${scheme} ${token}` } });
}

describe('/login', () => {
  it('gives a user the same token every time, and each user another', async () => {
    const [ada, adaAgain, grace] = await Promise.all(['ada', 'ada', 'grace'].map(tokenFor));
    expect(adaAgain).toBe(ada);
    expect(grace).not.toBe(ada);
  });

  it.each(['', 'no json', '{"username": "ada",'])('answers 400 to the body %j', async (body) => {
    const answer = await login(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toBe('expected a body of valid JSON\n');
  });

  it.each([
    '{}',
    'null',
    '[]',
    '{"username": "ada"}',
    '{"password": "x"}',
    '{"username": "", "password": "x"}',
    '{"username": 1, "password": "x"}',
  ])('answers 401 to %s', async (body) => {
    expect((await login(body)).status).toBe(401);
  });

  it('answers 405 to anything but POST', async () => {
    const { status, headers } = await ask(`${target.url}/login`);
    expect(status).toBe(405);
    expect(headers.allow).toBe('POST');
  });
});

describe('/orders', () => {
  it.each(['ada', 'Zoë', 'a.b@example.test', '名前'])('opens with the token of %s', async (username) => {
    const { status, body } = await asUser(await tokenFor(username), '/orders');
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      page: 1,
      items: [{ id: 1 }, { id: 2 }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
  });

  it('takes the scheme in lower case', async () => {
    expect((await asUser(await tokenFor('ada'), '/orders', 'bearer')).status).toBe(200);
  });

  it('turns pages', async () => {
    const { body } = await asUser(await tokenFor('ada'), '/orders?page=3');
    expect(JSON.parse(body)).toMatchObject({
      page: 3,
      items: [{ id: 21 }, {}, {}, {}, {}, {}, {}, {}, {}, { id: 30 }],
    });
  });

  it('gives an order of the list by its id', async () => {
    const token = await tokenFor('ada');
    const list: unknown = JSON.parse((await asUser(token, '/orders')).body);
    const order: unknown = JSON.parse((await asUser(token, '/orders/7')).body);
    expect(order).toMatchObject({ id: 7 });
    expect(list).toMatchObject({ items: expect.arrayContaining([order]) as unknown });
  });

  it.each(['/orders', '/orders/1', '/orders/none'])('answers 401 to %s without a token', async (path) => {
    const { status, headers } = await ask(`${target.url}${path}`);
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
  });

  it('answers 401 to a token that was changed', async () => {
    const token = await tokenFor('ada');
    const [, proof = ''] = token.split('.');
    const forged = `${Buffer.from('grace').toString('base64url')}.${proof}`;
    for (const wrong of [forged, `${token}x`, token.slice(0, -1), '.', 'token', proof]) {
      expect((await asUser(wrong, '/orders')).status).toBe(401);
    }
  });

  it.each(['/orders?page=0', '/orders?page=x', '/orders/0', '/orders/first', '/orders/1/2'])(
    'answers 400 to %s',
    async (path) => {
      const { status, body } = await asUser(await tokenFor('ada'), path);
      expect(status).toBe(400);
      expect(body).toContain('a whole number from 1 to ');
    },
  );

  it('answers 405 to POST', async () => {
    const { status, headers } = await ask(`${target.url}/orders`, { method: 'POST' });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });
});
