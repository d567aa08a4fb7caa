import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pinned, serverCore } from '../measure/machine.js';
import { endGroup, startGroup } from '../measure/process-group.js';
import { certificate } from './certificate.js';

const largeBodyBytes = 100_000;
const startMs = 10_000;

export function nginxVersion() {
  const { stderr, error } = spawnSync('nginx', ['-v'], { encoding: 'utf8' });
  return error === undefined ? (/nginx\/(\S+)/.exec(stderr)?.[1] ?? 'unknown') : null;
}

/** One process, in a new folder below the given one: `/` answers at once, `/100-kb` is a file. */
export async function startNginx(parent, { tls }) {
  const folder = mkdtempSync(join(parent, 'nginx-'));
  writeFileSync(join(folder, '100-kb'), Buffer.alloc(largeBodyBytes, 'x'));
  const ports = { plain: await freePort(), secure: await freePort() };
  writeFileSync(join(folder, 'nginx.conf'), configOf(folder, ports));
  const command = ['nginx', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
  const child = startGroup(...pinned(serverCore, command), { stdio: ['ignore', 'ignore', 'inherit'] });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  await untilItAccepts(ports.secure, isAlive);
  return {
    pid: child.pid,
    origin: tls ? `https://127.0.0.1:${ports.secure}` : `http://127.0.0.1:${ports.plain}`,
    isAlive,
    stop: () => endGroup(child),
  };
}

/** A single process in the foreground, that writes nothing and never closes a connection on its own. */
function configOf(folder, { plain, secure }) {
  return `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr crit;
worker_rlimit_nofile 16384;
events { worker_connections 8192; }
http {
  access_log off;
  keepalive_requests 1000000000;
  keepalive_timeout 300;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=10;
  default_type text/plain;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${plain} backlog=4096;
    listen 127.0.0.1:${secure} ssl backlog=4096;
    ssl_certificate ${certificate.file};
    ssl_certificate_key ${certificate.key};
    root ${folder};
    location = / { return 200 hello; }
  }
}
`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function untilItAccepts(port, isAlive) {
  const deadline = performance.now() + startMs;
  while (isAlive() && performance.now() < deadline) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return;
    } catch {
      await sleep(20);
    } finally {
      socket.destroy();
    }
  }
  throw new Error('nginx does not start');
}
