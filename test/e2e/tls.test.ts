import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { inrush } from '../support/built-cli.ts';
import { countingServer, type CountingServer } from './counting-server.ts';
import { forwardProxy } from './forward-proxy.ts';
import { loadResultOf } from './json-report.ts';

// Signed by itself, for localhost and 127.0.0.1: it stands for the authority, the server and the client.
const certFile = fileURLToPath(new URL('../support/tls/cert.pem', import.meta.url));
const keyFile = fileURLToPath(new URL('../support/tls/key.pem', import.meta.url));
const cert = readFileSync(certFile);
const key = readFileSync(keyFile);

const engines = ['h1', 'undici'];

it.each(engines)('accepts a certificate that --ca vouches for (%s)', async (engine) => {
  const server = await secureServer();
  const load = ['-n', '40', '-c', '4', '--engine', engine, '--ca', certFile, '-o', 'json'];
  const { accounting, latency } = loadResultOf(await inrush(server.url, ...load));
  expect(accounting).toMatchObject({ ok: 40, balanced: true });
  expect(latency.tls.count).toBe(4);
  expect(server.requests).toBe(40);
});

it.each(engines)('checks the certificate against the URL, wherever the socket goes (%s)', async (engine) => {
  const server = await secureServer();
  const { port } = new URL(server.url);
  const rule = `127.0.0.9:${port}:127.0.0.1`;
  const load = ['-n', '2', '-c', '1', '--engine', engine, '--ca', certFile, '--connect-to', rule];
  const outcome = await inrush(`https://127.0.0.9:${port}/`, ...load);
  expect(outcome.exitCode).toBe(3);
  expect(outcome.stderr).toMatch(/tls \(.*127\.0\.0\.9 is not in the cert/);
  expect(server.requests).toBe(0);
});

it.each(engines)('refuses a certificate that nobody vouches for, and exits with 3 (%s)', async (engine) => {
  const server = await secureServer();
  const [closed, open] = await Promise.all([
    inrush(server.url, '-n', '4', '-c', '2', '--engine', engine),
    inrush(server.url, '-R', '20', '-n', '4', '--engine', engine, '-o', 'json'),
  ]);
  expect(closed).toMatchObject({ exitCode: 3, stdout: '' });
  expect(closed.stderr).toMatch(/^error: .* tls \(self[- ]signed certificate\).*\n.*--ca .*-k /);
  expect(open.exitCode).toBe(3);
  const { accounting, failures } = loadResultOf(open);
  expect(accounting).toMatchObject({ ok: 0, transportError: 4, balanced: true });
  expect(failures).toMatchObject([{ reason: 'tls', count: 4 }]);
  expect(failures[0]?.example).toMatch(/self[- ]signed/);
  expect(server.requests).toBe(0);
});

it('refuses a certificate for another name', async () => {
  const server = await secureServer();
  const rule = `other.test:443:127.0.0.1:${server.port}`;
  const load = ['--connect-to', rule, '--ca', certFile, '-n', '2', '-c', '1'];
  const outcome = await inrush('https://other.test/', ...load);
  expect(outcome).toMatchObject({ exitCode: 3, stdout: '' });
  expect(outcome.stderr).toMatch(/^error: .* tls \(.*Host: other\.test\. is not in the cert's altnames/);
  expect(server.requests).toBe(0);
});

it.each(engines)('accepts any certificate with -k (%s)', async (engine) => {
  const server = await secureServer();
  const outcome = await inrush(server.url, '-n', '10', '-c', '2', '-k', '--engine', engine, '-q');
  expect(outcome.exitCode).toBe(0);
  expect(server.requests).toBe(10);
});

it.each(engines)('shows its client certificate to a server that asks for one (%s)', async (engine) => {
  const server = await countingServer({
    tls: { cert, key, ca: cert, requestCert: true, rejectUnauthorized: true },
  });
  const load = ['-n', '10', '-c', '2', '--engine', engine, '--ca', certFile, '-t', '3s'];
  const [shown, hidden] = await Promise.all([
    inrush(server.url, ...load, '--cert', certFile, '--key', keyFile, '-o', 'json'),
    inrush(server.url, ...load, '-o', 'json'),
  ]);
  expect(loadResultOf(shown).accounting).toMatchObject({ ok: 10, balanced: true });
  expect(loadResultOf(hidden).accounting).toMatchObject({ ok: 0, transportError: 10, balanced: true });
  expect([shown.exitCode, hidden.exitCode]).toEqual([0, 3]);
  expect(server.requests).toBe(10);
});

it('reaches a TLS target through a tunnel of the proxy', async () => {
  const server = await secureServer();
  const proxy = await forwardProxy();
  const load = ['-n', '10', '-c', '2', '--proxy', proxy.url, '--ca', certFile, '-o', 'json'];
  expect(loadResultOf(await inrush(server.url, ...load)).accounting).toMatchObject({
    ok: 10,
    balanced: true,
  });
  expect(server.requests).toBe(10);
  expect(proxy).toMatchObject({ tunnels: 2, forwarded: 0 });
});

async function secureServer(): Promise<CountingServer> {
  return countingServer({ tls: { cert, key } });
}
