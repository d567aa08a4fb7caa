import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { ask, requestBytes, talk } from './client.ts';

let target: Target;
beforeAll(async () => (target = await startTarget({ host: '127.0.0.1', port: 0 })));
afterAll(() => target.close());

describe('/', () => {
  it('answers a short text whose length is announced', async () => {
    const { status, headers, body } = await ask(`${target.url}/`);
    expect(status).toBe(200);
    expect(body).toBe('inrush target, see /help\n');
    expect(headers['content-length']).toBe(String(body.length));
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('answers a %s too', async (method) => {
    const { status, body } = await ask(`${target.url}/?a=1`, { method, body: 'x'.repeat(100_000) });
    expect(status).toBe(200);
    expect(body).toContain('inrush target');
  });

  it('promises no end to an idle connection', async () => {
    const { headers } = await ask(`${target.url}/`, { headers: { connection: 'keep-alive' } });
    expect(headers.connection).toBe('keep-alive');
    expect(headers).not.toHaveProperty('keep-alive');
  });

  it('answers pipelined requests one for one', async () => {
    const { received } = await talk(
      target.port,
      requestBytes('/').repeat(15) + requestBytes('/', { close: true }),
    );
    expect(received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(16);
    expect(received.match(/inrush target/g)).toHaveLength(16);
  });
});

describe('/status/:code', () => {
  it.each([200, 201, 302, 404, 418, 500, 503, 599])('answers %d with a body', async (code) => {
    const { status, body } = await ask(`${target.url}/status/${code}`);
    expect(status).toBe(code);
    expect(body).toBe(`status ${code}\n`);
  });

  it.each([204, 205, 304])('answers %d without a body', async (code) => {
    const { status, body } = await ask(`${target.url}/status/${code}`);
    expect(status).toBe(code);
    expect(body).toBe('');
  });

  it.each([204, 304])('sends neither length nor chunks with %d', async (code) => {
    const { headers } = await ask(`${target.url}/status/${code}`);
    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  it.each(['100', '199', '600', '20', 'abc', '', '200.5', '200/1'])(
    'answers 400 to "%s" and says what it expected',
    async (code) => {
      const { status, body } = await ask(`${target.url}/status/${code}`);
      expect(status).toBe(400);
      expect(body).toBe(`expected a status code, a whole number from 200 to 599, got "${code}"\n`);
    },
  );
});

describe('/echo', () => {
  it('returns method, path with query, headers and body', async () => {
    const { headers, body } = await ask(`${target.url}/echo?a=1`, {
      method: 'PUT',
      headers: { 'x-color': 'blue' },
      body: 'Grüße',
    });
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toMatchObject({
      method: 'PUT',
      path: '/echo?a=1',
      headers: { 'x-color': 'blue' },
      body: 'Grüße',
      bodyBytes: 7,
    });
  });

  it('counts a big body whole and returns its beginning', async () => {
    const { body } = await ask(`${target.url}/echo`, { method: 'POST', body: 'x'.repeat(200_000) });
    expect(JSON.parse(body)).toMatchObject({ body: 'x'.repeat(64 * 1024), bodyBytes: 200_000 });
  });

  it('has an empty body for a request without one', async () => {
    const { body } = await ask(`${target.url}/echo`);
    expect(JSON.parse(body)).toMatchObject({ method: 'GET', body: '', bodyBytes: 0 });
  });
});
