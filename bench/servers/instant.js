import { once } from 'node:events';
import { compile } from '../measure/compile.js';
import { pinned, serverCore } from '../measure/machine.js';
import { endGroup, startGroup } from '../measure/process-group.js';
import { certificate } from './certificate.js';

const source = 'servers/instant-server.c';
const withTls = { name: 'instant-tls-server', flags: ['-DWITH_TLS'], libraries: ['-lssl', '-lcrypto'] };

/** Our own server, which is never the limit, compiled into a folder. With TLS it needs OpenSSL's header files. */
export async function startInstant(folder, { tls }) {
  const program = compile(source, { folder, ...(tls ? withTls : { name: 'instant-server' }) });
  const command = tls ? [program, certificate.file, certificate.key] : [program];
  const child = startGroup(...pinned(serverCore, command), { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('instant-server does not start');
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  return {
    pid: child.pid,
    origin: `${tls ? 'https' : 'http'}://${String(line).trim().split(' ').at(-1)}`,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    stop: () => endGroup(child),
  };
}
