import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeEndpoint, resolveEndpoint } from '../../src/run/resolve.ts';
import { planFor } from '../support/plan-for.ts';
import { freePort } from '../support/free-port.ts';

describe('the target', () => {
  it('is the first address of its name that takes a connection', async () => {
    // Only on IPv4, while localhost may be ::1 first.
    const port = await listening('127.0.0.1');
    const plan = planFor({ url: `http://localhost:${port}/` });
    expect(await resolveEndpoint(plan)).toEqual({ kind: 'tcp', address: '127.0.0.1', port });
  });

  it('is where --connect-to says', async () => {
    const port = await listening('127.0.0.1');
    const rule = { host: 'shop.example.test', port: 80, toHost: '127.0.0.1', toPort: port };
    const plan = planFor({ url: 'http://shop.example.test/', connectTo: [rule] });
    expect(await resolveEndpoint(plan)).toEqual({ kind: 'tcp', address: '127.0.0.1', port });
  });

  it('may be a unix socket', async () => {
    const path = join(tmpdir(), `inrush-resolve-${process.pid}.sock`);
    const server = createServer().listen(path);
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    expect(await resolveEndpoint(planFor({ unixPath: path }))).toEqual({ kind: 'unix', path });
  });

  it('is reported with every address that was tried when nothing answers', async () => {
    const port = await freePort();
    await expect(resolveEndpoint(planFor({ url: `http://127.0.0.1:${port}/x` }))).rejects.toMatchObject({
      code: 'cannot-run',
      problems: [
        {
          message: `nothing answers at http://127.0.0.1:${port}/x (127.0.0.1:${port}: ECONNREFUSED)`,
          hint: 'check that the server is running and that the host and port are right',
        },
      ],
    });
  });

  it('is the proxy when there is one', async () => {
    const port = await freePort();
    const proxy = `http://127.0.0.1:${port}`;
    await expect(resolveEndpoint(planFor({ proxy, engine: 'undici' }))).rejects.toMatchObject({
      problems: [{ message: `nothing answers at ${proxy} (127.0.0.1:${port}: ECONNREFUSED)` }],
    });
  });
});

it.each([
  [{ kind: 'tcp', address: '127.0.0.1', port: 80 } as const, '127.0.0.1:80'],
  [{ kind: 'tcp', address: '::1', port: 8080 } as const, '[::1]:8080'],
  [{ kind: 'unix', path: '/run/app.sock' } as const, '/run/app.sock'],
])('an endpoint reads as one would write it: %j', (endpoint, text) => {
  expect(describeEndpoint(endpoint)).toBe(text);
});

async function listening(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
