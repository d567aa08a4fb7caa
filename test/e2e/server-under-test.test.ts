import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  type CliOutcome,
  inrush,
  type RunningCli,
  startInrush,
  temporaryFolder,
} from '../support/built-cli.ts';
import { freePort } from '../support/free-port.ts';
import { loadResultOf } from './json-report.ts';

const patient = { timeout: 20_000, interval: 20 };

/** Answers everything on the port in its environment, with a child beside it. */
const code = `
  require('child_process').spawn('sleep', ['300'], { stdio: 'ignore' });
  require('http').createServer((request, response) => response.end('x'))
    .listen(process.env.PORT, '127.0.0.1', () => console.log('listening'));`;
const server = ['--', process.execPath, '-e', code];

async function start(
  mark: string,
  args: readonly string[],
  command: readonly string[] = server,
): Promise<RunningCli> {
  const port = await freePort();
  const env = { MARK: markOf(mark), PORT: String(port) };
  return startInrush([`http://127.0.0.1:${port}/`, '-c', '2', '-w', '1', ...args, ...command], { env });
}

/** As another run of this test would have another. */
function markOf(mark: string): string {
  return `inrush-${process.pid}-${mark}`;
}

/** All that was started with a mark, inrush and its workers too. */
function marked(mark: string): readonly string[] {
  const variable = `\0MARK=${markOf(mark)}\0`;
  return readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && `\0${read(`/proc/${pid}/environ`)}`.includes(variable),
  );
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function pidsOf(mark: string, word: string): readonly number[] {
  return marked(mark)
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(word))
    .map(Number);
}

async function serves(cli: RunningCli): Promise<void> {
  await expect.poll(() => cli.stderr, patient).toContain('server: listening');
  // The load begins as soon as it answers.
  await sleep(700);
}

describe.runIf(process.platform === 'linux')('the server under test', () => {
  it('is started, measured and stopped', async () => {
    const cli = await start('whole', ['-d', '1200ms', '-o', 'json', '--serve-output']);
    const outcome = await cli.outcome();
    const { server: usage, completion, accounting } = loadResultOf(outcome);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: 'server: listening\n' });
    expect(completion.state).toBe('complete');
    expect(accounting.ok).toBeGreaterThan(0);
    expect(usage).toMatchObject({ peakProcesses: 2, ended: null });
    expect(usage?.cpu?.meanCores).toBeGreaterThan(0);
    expect(usage?.memory?.peakBytes).toBeGreaterThan(20e6);
    expect(marked('whole')).toEqual([]);
  });

  it('that is killed is a failure, with the last that it wrote', async () => {
    const dying = `console.error('so far so good');${code}`;
    const cli = await start('killed', ['-d', '20s', '--serve-output'], ['--', process.execPath, '-e', dying]);
    await serves(cli);
    for (const pid of pidsOf('killed', 'createServer')) if (pid !== cli.pid) process.kill(pid, 'SIGKILL');
    const outcome = await cli.outcome();
    expect(outcome.exitCode).toBe(3);
    expect(outcome.stdout).toContain('PARTIAL        the server under test ended by itself: SIGKILL');
    expect(outcome.stdout).toMatch(
      /^server .*\n(.*\n)*? +the last that it wrote:\n +so far so good\n +listening$/m,
    );
    expect(marked('killed')).toEqual([]);
  });

  it('that never gets ready is a failure, too, and says why', async () => {
    const outcome = await (
      await start('broken', [], ['--', 'sh', '-c', 'echo no database >&2; exit 4'])
    ).outcome();
    expect(outcome).toMatchObject({ exitCode: 3, stdout: '' });
    expect(outcome.stderr).toContain('error: the server ended before it was ready: exit code 4');
    expect(outcome.stderr).toContain('\n  no database\n');
  });

  it('is not started while something is wrong', async () => {
    const folder = await temporaryFolder();
    const started = join(folder, 'started');
    const command = ['--', 'sh', '-c', `touch ${started}; sleep 60`];
    const outcome = await inrush('http://127.0.0.1:1/', '--fail-if', 'p59 > 1s', ...command);
    expect(outcome.exitCode).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});

type Ending = { readonly exit: Partial<CliOutcome>; readonly end: (cli: RunningCli) => void | Promise<void> };

/** Ways out of a run, each from a load in full swing. */
const endings: Readonly<Record<string, Ending>> = {
  'Ctrl-C': { exit: { exitCode: 130 }, end: (cli) => cli.signalGroup('SIGINT') },
  SIGTERM: { exit: { exitCode: 143 }, end: (cli) => cli.signal('SIGTERM') },
  'Ctrl-C three times': {
    exit: { exitCode: 130 },
    end: async (cli) => {
      for (let times = 0; times < 3; times++) {
        cli.signalGroup('SIGINT');
        await sleep(50);
      }
    },
  },
  SIGHUP: { exit: { signal: 'SIGHUP' }, end: (cli) => cli.signalGroup('SIGHUP') },
  'kill -9': { exit: { signal: 'SIGKILL' }, end: (cli) => cli.signal('SIGKILL') },
  'kill -9 of its group': { exit: { signal: 'SIGKILL' }, end: (cli) => cli.signalGroup('SIGKILL') },
};

describe.runIf(process.platform === 'linux')('nothing of it is left', () => {
  it('however the run is ended', async () => {
    const ended = Object.entries(endings).map(async ([name, { exit, end }]) => {
      const mark = name.replaceAll(' ', '_');
      const cli = await start(mark, ['-d', '30s', '--serve-output']);
      await serves(cli);
      expect(marked(mark).length).toBeGreaterThanOrEqual(4);
      await end(cli);
      const { exitCode, signal } = await cli.outcome();
      expect({ name, ...(signal === null ? { exitCode } : { signal }) }).toEqual({ name, ...exit });
      await expect.poll(() => marked(mark), { ...patient, message: name }).toEqual([]);
    });
    await Promise.all(ended);
  });

  it('when it is given up before it answers, or what comes after fails', async () => {
    const silent = ['--', process.execPath, '-e', 'console.log("listening"); setInterval(() => {}, 1000)'];
    const starting = await start('starting', ['--serve-output'], silent);
    await expect.poll(() => starting.stderr, patient).toContain('server: listening');
    starting.signalGroup('SIGINT');
    const folder = await temporaryFolder();
    const port = await freePort();
    const file = join(folder, 'throws.mjs');
    const scenario = `export default { target: 'http://127.0.0.1:${port}',
      serve: { command: ['${process.execPath}', '-e', ${JSON.stringify(code)}], env: { PORT: ${port} } },
      before: async () => { throw new Error('no such user') },
      steps: [{ get: '/' }], load: { kind: 'constant-vus', vus: 1, for: '5s' } };`;
    await writeFile(file, scenario);
    const failing = startInrush(['run', file], { env: { MARK: markOf('failing') } });
    expect(await starting.outcome()).toMatchObject({ exitCode: 130 });
    const outcome = await failing.outcome();
    expect(outcome).toMatchObject({ exitCode: 3 });
    expect(outcome.stderr).toContain('no such user');
    await expect.poll(() => [...marked('starting'), ...marked('failing')], patient).toEqual([]);
  });
});
