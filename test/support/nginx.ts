import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

/** Signed by itself, for localhost and 127.0.0.1. */
export const certFile: string = fileURLToPath(new URL('tls/cert.pem', import.meta.url));
const keyFile = fileURLToPath(new URL('tls/key.pem', import.meta.url));

/** What `/ten-megabytes` holds. */
export const largeBodyBytes: number = 10 * 1024 * 1024;

const mostPortTries = 5;
const startMs = 10_000;

export function hasNginx(): boolean {
  return spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0;
}

/** A real nginx from the PATH, in a folder of its own: `/` answers `ok`, `/ten-megabytes` a file. */
export class Nginx {
  readonly url: string;
  readonly secureUrl: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(process: ChildProcess, folder: string, ports: Ports) {
    this.#process = process;
    this.#folder = folder;
    this.url = `http://127.0.0.1:${ports.plain}`;
    this.secureUrl = `https://127.0.0.1:${ports.secure}`;
  }

  static async start(): Promise<Nginx> {
    if (!hasNginx()) throw new Error('there is no nginx on the PATH');
    const folder = await mkdtemp(join(tmpdir(), 'inrush-nginx-'));
    // Started by root, its worker is somebody else.
    await chmod(folder, 0o755);
    await writeFile(join(folder, 'ten-megabytes'), Buffer.alloc(largeBodyBytes, 'x'));
    let output: readonly string[] = [];
    for (let attempt = 0; attempt < mostPortTries; attempt++) {
      const ports = { plain: await freePort(), secure: await freePort() };
      const launched = await launch(folder, ports);
      if (await isUp(launched.process, ports.secure)) return new Nginx(launched.process, folder, ports);
      launched.process.kill('SIGKILL');
      output = launched.output;
    }
    await rm(folder, { recursive: true, force: true });
    throw new Error(`nginx does not start: ${output.join('')}`);
  }

  async close(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

type Ports = { readonly plain: number; readonly secure: number };

async function launch(folder: string, ports: Ports): Promise<{ process: ChildProcess; output: string[] }> {
  const config = join(folder, 'nginx.conf');
  await writeFile(config, configOf(folder, ports));
  const nginx = spawn('nginx', ['-p', folder, '-c', config, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const output: string[] = [];
  nginx.stderr.setEncoding('utf8').on('data', (text: string) => output.push(text));
  return { process: nginx, output };
}

/** One process in the foreground, so that its end is the end of it. */
function configOf(folder: string, { plain, secure }: Ports): string {
  return `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000;
  default_type text/plain;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${plain};
    listen 127.0.0.1:${secure} ssl;
    ssl_certificate ${certFile};
    ssl_certificate_key ${keyFile};
    root ${folder};
    location = / { return 200 ok; }
  }
}
`;
}

/** false when it ended instead, as it does when another took the port first. */
async function isUp(nginx: ChildProcess, port: number): Promise<boolean> {
  const deadline = Date.now() + startMs;
  while (nginx.exitCode === null && nginx.signalCode === null && Date.now() < deadline) {
    if (await accepts(port)) return nginx.exitCode === null;
    await sleep(20);
  }
  return false;
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
