import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { startTarget, type Target, type TargetOptions } from '../../src/target/server.ts';
import { ask, requestBytes, talk } from './client.ts';

const running: Target[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((target) => target.close()));
});

async function start(options: Partial<TargetOptions> = {}): Promise<Target> {
  const target = await startTarget({ host: '127.0.0.1', port: 0, ...options });
  running.push(target);
  return target;
}

describe('startTarget', () => {
  it('names the port that it got and a url that reaches it', async () => {
    const target = await start();
    expect(target.port).toBeGreaterThan(0);
    expect(target.url).toBe(`http://127.0.0.1:${target.port}`);
    expect((await ask(target.url)).status).toBe(200);
  });

  it('names the loopback address when it listens on all', async () => {
    const { url, port } = await start({ host: '0.0.0.0' });
    expect(url).toBe(`http://127.0.0.1:${port}`);
  });

  it('says which address is taken', async () => {
    const { port } = await start();
    const failure = startTarget({ host: '127.0.0.1', port });
    await expect(failure).rejects.toBeInstanceOf(InrushError);
    await expect(failure).rejects.toThrow(
      `the target can't listen on 127.0.0.1:${port}: listen EADDRINUSE: address already in use`,
    );
  });

  it('says that a certificate is not one', async () => {
    const failure = startTarget({ host: '127.0.0.1', port: 0, tls: { cert: 'none', key: 'none' } });
    await expect(failure).rejects.toBeInstanceOf(InrushError);
    await expect(failure).rejects.toThrow("the target can't use its TLS certificate or key: ");
  });

  it('counts for /flaky and queues for /serial by itself, not with another target', async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect((await ask(`${one.url}/flaky/50`)).status).toBe(200);
    expect((await ask(`${other.url}/flaky/50`)).status).toBe(200);
    expect((await ask(`${one.url}/flaky/50`)).status).toBe(500);
  });
});

describe('close', () => {
  it('destroys connections that are idle, waiting or half way through a request', async () => {
    const target = await start();
    const texts = ['', requestBytes('/'), requestBytes('/delay/3600000'), 'POST / HTTP/1.1\r\nHost: t'];
    const endings = texts.map((text) => talk(target.port, text));
    await ask(target.url);
    await target.close();
    expect(await Promise.all(endings)).toHaveLength(texts.length);
    const refused = connect(target.port, '127.0.0.1');
    expect(await once(refused, 'error')).toMatchObject([{ code: 'ECONNREFUSED' }]);
  });

  it('may be called twice', async () => {
    const target = await start();
    await Promise.all([target.close(), target.close()]);
    await expect(target.close()).resolves.toBeUndefined();
  });
});

describe('a target with TLS', () => {
  it('answers over https and says so in its url', async () => {
    const { target, open } = await startWithTls();
    expect(target.url).toBe(`https://127.0.0.1:${target.port}`);
    const socket = await open();
    socket.setEncoding('latin1').end(requestBytes('/', { close: true }));
    expect(await once(socket, 'data')).toMatchObject([expect.stringMatching(/^HTTP\/1\.1 200 OK/)]);
  });

  it('resets the connection of /reset and no other', async () => {
    const { open } = await startWithTls();
    const [doomed, other] = await Promise.all([open(), open()]);
    doomed.write(requestBytes('/reset'));
    expect(await once(doomed, 'error')).toMatchObject([{ code: 'ECONNRESET', syscall: 'read' }]);
    other.setEncoding('latin1').write(requestBytes('/'));
    expect(await once(other, 'data')).toMatchObject([expect.stringMatching(/^HTTP\/1\.1 200 OK/)]);
    other.destroy();
  });

  it('destroys a connection that never finished its handshake', async () => {
    const { target, open } = await startWithTls();
    const silent = connect(target.port, '127.0.0.1');
    (await open()).destroy();
    const closed = once(silent, 'close');
    silent.on('error', () => undefined).resume();
    await target.close();
    await closed;
    expect(silent.destroyed).toBe(true);
  });
});

async function startWithTls(): Promise<{ target: Target; open: () => Promise<TLSSocket> }> {
  const [cert, key] = await Promise.all(
    ['cert.pem', 'key.pem'].map((name) =>
      readFile(new URL(`../support/tls/${name}`, import.meta.url), 'utf8'),
    ),
  );
  const target = await start({ tls: { cert: cert ?? '', key: key ?? '' } });
  const open = async (): Promise<TLSSocket> => {
    const socket = connectTls({ port: target.port, host: '127.0.0.1', ca: cert ?? '' });
    await once(socket, 'secureConnect');
    return socket;
  };
  return { target, open };
}
