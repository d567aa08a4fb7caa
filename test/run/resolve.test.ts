import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeEndpoint, resolveEndpoints } from '../../src/run/resolve.ts';
import { planFor } from '../support/plan-for.ts';
import { freePort } from '../support/free-port.ts';

describe('the target', () => {
  it('is the first address of its name that takes a connection', async () => {
    // Only on IPv4, while localhost may be ::1 first.
    const port = await listening('127.0.0.1');
    const plan = planFor({ url: `http://localhost:${port}/` });
    expect(await resolveEndpoints(plan)).toEqual([{ kind: 'tcp', address: '127.0.0.1', port }]);
  });

  it('is where --connect-to says', async () => {
    const port = await listening('127.0.0.1');
    const rule = { host: 'shop.example.test', port: 80, toHost: '127.0.0.1', toPort: port };
    const plan = planFor({ url: 'http://shop.example.test/', connectTo: [rule] });
    expect(await resolveEndpoints(plan)).toEqual([{ kind: 'tcp', address: '127.0.0.1', port }]);
  });

  it('may be a unix socket', async () => {
    const path = join(tmpdir(), `inrush-resolve-${process.pid}.sock`);
    const server = createServer().listen(path);
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    expect(await resolveEndpoints(planFor({ unixPath: path }))).toEqual([{ kind: 'unix', path }]);
  });

  it('is reported with every address that was tried when nothing answers', async () => {
    const port = await freePort();
    await expect(resolveEndpoints(planFor({ url: `http://127.0.0.1:${port}/x` }))).rejects.toMatchObject({
      code: 'cannot-run',
      problems: [
        {
          message: `nothing answers at http://127.0.0.1:${port}/x (127.0.0.1:${port}: ECONNREFUSED)`,
          hint: 'check that the server is running and that the host and port are right',
        },
      ],
    });
  });

  it('of each origin is found', async () => {
    const ports = [await listening('127.0.0.1'), await listening('127.0.0.1')];
    const plan = planFor({ urls: ports.map((port) => ({ url: `http://127.0.0.1:${port}/` })) });
    expect(await resolveEndpoints(plan)).toEqual(
      ports.map((port) => ({ kind: 'tcp', address: '127.0.0.1', port })),
    );
  });

  it('is reported for every origin that does not answer', async () => {
    const open = await listening('127.0.0.1');
    const ports = [await freePort(), open, await freePort()];
    const plan = planFor({ urls: ports.map((port) => ({ url: `http://127.0.0.1:${port}/` })) });
    const silent = ports.filter((port) => port !== open);
    await expect(resolveEndpoints(plan)).rejects.toMatchObject({
      code: 'cannot-run',
      problems: silent.map((port) => ({
        message: `nothing answers at http://127.0.0.1:${port}/ (127.0.0.1:${port}: ECONNREFUSED)`,
      })),
    });
  });

  it('is the proxy when there is one', async () => {
    const port = await freePort();
    const proxy = `http://127.0.0.1:${port}`;
    await expect(resolveEndpoints(planFor({ proxy, engine: 'undici' }))).rejects.toMatchObject({
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
