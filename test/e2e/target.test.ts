import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import {
  cliPath,
  type RunningCli,
  startInrush,
  startProcess,
  type CliOutcome,
} from '../support/built-cli.ts';

const documented = fileURLToPath(new URL('../../docs/target.md', import.meta.url));
const certFile = fileURLToPath(new URL('../support/tls/cert.pem', import.meta.url));
const keyFile = fileURLToPath(new URL('../support/tls/key.pem', import.meta.url));
const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;

it('prints where it listens and nothing else, and ends with 0 on SIGINT and SIGTERM', async () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const target = startInrush(['target', '--port', '0']);
    const url = await listening(target);
    expect(await (await fetch(`${url}/status/404`)).text()).toMatch(/\S/);
    target.signal(signal);
    expect(await target.outcome()).toMatchObject({
      exitCode: 0,
      stdout: `listening on ${url}\n`,
      stderr: '',
    });
  }
});

it('shares one port among several processes', async () => {
  const target = startInrush(['target', '--port', '0', '--processes', '2']);
  const url = await listening(target);
  expect(target.childPids()).toHaveLength(2);
  expect(await run(`inrush ${url} -n 200 -c 20 -q`)).toMatchObject({ exitCode: 0 });
  target.signalGroup('SIGINT');
  expect((await target.outcome()).exitCode).toBe(0);
});

it('speaks https with a certificate', async () => {
  const target = startInrush(['target', '--port', '0', '--cert', certFile, '--key', keyFile]);
  const url = await listening(target);
  expect(url).toMatch(/^https:/);
  const { stdout } = await run(`inrush ${url}/ -n 10 -c 1 --ca "${certFile}"`);
  expect(stdout).toMatch(/started 10 · ok 10/);
});

it('holds what its manual promises', async () => {
  const url = await listening(startInrush(['target', '--port', '0']));
  const { stdout } = await run(`inrush ${url}/flaky/10 -n 1000`);
  expect(stdout).toMatch(/^status +200 × 900 · 500 × 100$/m);
});

it('answers every command of its manual', async () => {
  const commands = [...readFileSync(documented, 'utf8').matchAll(/^```sh\n([^]*?)^```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .filter((line) => line !== '');
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((line) => !/^(inrush|curl) /.test(line))).toEqual([]);
  const url = await listening(startInrush(['target', '--port', '0']));
  for (const command of commands) {
    if (command.startsWith('curl') && !hasCurl) continue;
    if (command.startsWith('inrush target')) continue;
    // As written, but for the port and the length.
    const line = command.replaceAll('http://127.0.0.1:8080', url).replaceAll(/-d \d+s/g, '-d 200ms');
    const { exitCode, stdout } = await run(line.replace(/^curl/, 'curl -sS'));
    expect({ line, exitCode }).toEqual({ line, exitCode: 0 });
    expect(stdout).toMatch(/\S/);
  }
});

async function listening(target: RunningCli): Promise<string> {
  await expect.poll(() => target.stdout, { timeout: 20_000 }).toMatch(/^listening on \S+\n$/);
  return target.stdout.slice('listening on '.length).trim();
}

/** A line of a manual, in a shell that knows `inrush`. */
async function run(line: string): Promise<CliOutcome> {
  const known = `inrush() { "${process.execPath}" "${cliPath}" "$@"; }`;
  return startProcess('sh', ['-c', `${known}\n${line}`]).outcome();
}
