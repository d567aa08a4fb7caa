import { beforeAll, describe, expect, it } from 'vitest';
import { inrush } from '../support/built-cli.ts';
import { certFile, hasNginx, largeBodyBytes, Nginx } from '../support/nginx.ts';
import { loadResultOf } from './json-report.ts';

const isRequired = process.env['INRUSH_REQUIRE_NGINX'] === '1';
const isSkipped = !hasNginx() && !isRequired;
if (isSkipped) process.stderr.write('nginx.test.ts is skipped: there is no nginx here\n');

describe.skipIf(isSkipped).each(['h1', 'undici'])('against nginx, with the %s engine', (engine) => {
  let nginx: Nginx;

  beforeAll(async () => {
    nginx = await Nginx.start();
    return () => nginx.close();
  });

  it('sends 2,000 requests over kept connections without an error', async () => {
    const outcome = await inrush(`${nginx.url}/`, '-n', '2000', '-c', '10', '--engine', engine, '-o', 'json');
    const { accounting, sockets, bytes, failures } = loadResultOf(outcome);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(accounting).toMatchObject({ started: 2000, ok: 2000, balanced: true });
    expect(sockets).toEqual({ opened: 10, faults: [] });
    expect(bytes.body).toBe(2000 * 'ok'.length);
    expect(failures).toEqual([]);
  });

  it('speaks TLS', async () => {
    const load = ['-n', '200', '-c', '5', '--ca', certFile, '--engine', engine, '-o', 'json'];
    const { accounting, latency } = loadResultOf(await inrush(`${nginx.secureUrl}/`, ...load));
    expect(accounting).toMatchObject({ ok: 200, balanced: true });
    expect(latency.tls.count).toBe(5);
  });

  it('counts 404 as http errors', async () => {
    const load = ['-n', '100', '-c', '5', '--engine', engine, '-o', 'json'];
    const { accounting, statusCodes } = loadResultOf(await inrush(`${nginx.url}/missing`, ...load));
    expect(accounting).toMatchObject({ ok: 0, httpError: 100, balanced: true });
    expect(statusCodes).toEqual({ 404: 100 });
  });

  it('counts every byte of large bodies', async () => {
    const load = ['-n', '20', '-c', '4', '--engine', engine, '-o', 'json'];
    const { accounting, bytes } = loadResultOf(await inrush(`${nginx.url}/ten-megabytes`, ...load));
    expect(accounting).toMatchObject({ ok: 20, balanced: true });
    expect(bytes.body).toBe(20 * largeBodyBytes);
    expect(bytes.received).toBeGreaterThan(bytes.body);
  });
});
