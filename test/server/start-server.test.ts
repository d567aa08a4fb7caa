import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { readFileText } from '../../src/machine/read-text.ts';
import { type ServerCommand, serverOfLine, serverOfWords } from '../../src/scenario/server-command.ts';
import type { AnswersAt } from '../../src/server/answers.ts';
import { startServer, type StartServerOptions } from '../../src/server/start-server.ts';
import { isAlive } from '../support/built-cli.ts';
import { freePort } from '../support/free-port.ts';

function at(port: number): AnswersAt {
  return {
    origin: `http://127.0.0.1:${port}`,
    reach: { kind: 'tcp', host: '127.0.0.1', port },
    proxy: null,
  };
}

function node(code: string): ServerCommand {
  return serverOfWords([process.execPath, '-e', code]);
}

/** Answers everything on a port. */
function answering(port: number): string {
  return `require('http').createServer((q, r) => r.end('x')).listen(${port}, '127.0.0.1', () => console.log('up'))`;
}

async function started(
  command: ServerCommand,
  port: number,
  options: Partial<StartServerOptions> = {},
): ReturnType<typeof startServer> {
  const server = await startServer(command, { answersAt: [at(port)], ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function refusal(
  command: ServerCommand,
  port: number,
  options: Partial<StartServerOptions> = {},
): Promise<string> {
  try {
    await started(command, port, options);
  } catch (error) {
    if (!(error instanceof InrushError)) throw error;
    expect(error.code).toBe('cannot-run');
    return error.message;
  }
  throw new Error('it was started');
}

/** What still runs with a variable in its environment. */
function leftOver(variable: string): readonly string[] {
  return readdirSync('/proc').filter((pid) =>
    (readFileText(`/proc/${pid}/environ`) ?? '').includes(variable),
  );
}

describe.runIf(process.platform === 'linux')('a server under test', () => {
  it('is ready when it answers, is watched, and is gone when it was stopped', async () => {
    const port = await freePort();
    // Each answer takes 20 ms of processor time, however busy the machine is.
    const burning = `
      require('http').createServer((request, response) => {
        const before = process.cpuUsage();
        while (process.cpuUsage(before).user + process.cpuUsage(before).system < 20_000);
        response.end('x');
      }).listen(${port}, '127.0.0.1', () => console.log('up'));`;
    const server = await started(node(burning), port);
    const fromMs = Date.now();
    for (let request = 0; request < 10; request++) await (await fetch(at(port).origin)).text();
    const toMs = Date.now();
    const usage = server.usage(fromMs, toMs, 10);
    expect(usage).toMatchObject({ readyMs: server.readyMs, peakProcesses: 1, ended: null });
    expect((usage.cpu?.meanCores ?? 0) * (toMs - fromMs)).toBeGreaterThan(150);
    expect(usage.cpu?.perRequestUs).toBeGreaterThan(15_000);
    expect(usage.cpu?.perRequestUs).toBeLessThan(60_000);
    expect(usage.memory?.peakBytes).toBeGreaterThan(20e6);
    expect(server.lastLines()).toEqual(['up']);
    expect(isAlive(server.pid)).toBe(true);
    await Promise.all([server.stop(), server.stop()]);
    expect(isAlive(server.pid)).toBe(false);
  });

  it('ends with all that it has started, even what has left its group or ignores SIGTERM', async () => {
    const port = await freePort();
    const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`;
    const code = `
      const { spawn } = require('child_process');
      const spawned = spawn(process.execPath, ['-e', ${JSON.stringify(stubborn)}], { detached: true, stdio: 'ignore' });
      spawned.on('spawn', () => { console.log(spawned.pid); ${answering(port)} });`;
    const server = await started({ ...node(code), stopTimeoutMs: 100 }, port);
    const pid = Number(server.lastLines()[0]);
    expect(isAlive(pid)).toBe(true);
    await server.stop();
    expect([isAlive(pid), isAlive(server.pid)]).toEqual([false, false]);
  });

  it('may be a line for the shell, whose processes count as one server', async () => {
    const port = await freePort();
    const line = `"${process.execPath}" -e "${answering(port).replaceAll('"', String.raw`\"`)}" | cat`;
    const server = await started(serverOfLine(line), port);
    // It is looked at five times a second.
    await vi.waitFor(() => expect(server.usage(Date.now() - 1000, Date.now(), 0).peakProcesses).toBe(3));
  });

  it('tells its end once, with exit code and last lines, to those that come late too', async () => {
    const port = await freePort();
    const code = `${answering(port)}; setTimeout(() => { console.error('no more'); process.exit(7) }, 300)`;
    const server = await started(node(code), port);
    const end = await new Promise((resolve) => {
      server.onEnd(resolve);
    });
    expect(end).toMatchObject({ exitCode: 7, signal: null, lastLines: ['up', 'no more'] });
    const late: unknown[] = [];
    server.onEnd((again) => late.push(again));
    expect(late).toEqual([end]);
    const atMs = server.usage(Date.now() - 1000, Date.now(), 0, Date.now()).ended?.atMs ?? 1;
    expect(atMs).toBeLessThanOrEqual(0);
  });

  it('tells nobody of an end that was asked for', async () => {
    const port = await freePort();
    const server = await started(node(answering(port)), port);
    let ends = 0;
    server.onEnd(() => ends++);
    await server.stop();
    expect(ends).toBe(0);
    expect(server.usage(Date.now() - 1000, Date.now(), 0).ended).toBeNull();
  });

  it('may be ready by what it says', async () => {
    const port = await freePort();
    const command = node(
      `console.log('starting'); setTimeout(() => console.log('all set'), 50); setInterval(() => {}, 1000)`,
    );
    const server = await started({ ...command, ready: { kind: 'log', text: 'all set' } }, port);
    expect(server.lastLines()).toEqual(['starting', 'all set']);
  });

  it('is waited for while something only takes connections there', async () => {
    const port = await freePort();
    const code = `
      const forwarder = require('net').createServer((socket) => socket.destroy()).listen(${port}, '127.0.0.1');
      setTimeout(() => forwarder.close(() => ${answering(port)}), 200);`;
    const server = await started(node(code), port);
    expect(server.lastLines()).toEqual(['up']);
  });

  it('has the environment and the folder that it was given, and its secrets hidden', async () => {
    const port = await freePort();
    const code = `console.log(process.cwd(), process.env.WORD); ${answering(port)}`;
    const server = await started({ ...node(code), cwd: tmpdir(), env: { WORD: 'hunter2' } }, port, {
      redact: (text) => text.replaceAll('hunter2', '***'),
    });
    expect(server.lastLines()[0]).toBe(`${tmpdir()} ***`);
  });
});

describe.runIf(process.platform === 'linux')('no server is measured', () => {
  it('that is another one: something answers there before', async () => {
    const stale = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void stale.close());
    await new Promise((resolve) => stale.once('listening', resolve));
    const { port } = stale.address() as { port: number };
    expect(await refusal(node(answering(port)), port)).toMatch(
      /^something answers at .* already: it would have been measured/,
    );
  });

  it('that ends before it is ready', async () => {
    const message = await refusal(
      node(`console.error('no \\u001b[31mdatabase'); process.exit(3)`),
      await freePort(),
    );
    expect(message).toMatch(/^the server ended before it was ready: exit code 3 \(.*\n {2}no database$/s);
  });

  it("that isn't ready in time, and none of it is left", async () => {
    const command = {
      ...serverOfLine('sleep 100 & sleep 101'),
      readyTimeoutMs: 100,
      env: { MARK: `inrush-late-${process.pid}` },
    };
    expect(await refusal(command, await freePort())).toMatch(
      /^the server was not ready within 0\.1 s: nothing answered at/,
    );
    expect(leftOver(`MARK=inrush-late-${process.pid}`)).toEqual([]);
  });

  it('that listens somewhere else, and it is told where', async () => {
    const [asked, other] = [await freePort(), await freePort()];
    const command = { ...node(answering(other)), readyTimeoutMs: 1500 };
    expect(await refusal(command, asked)).toContain(
      `nothing answered at ${at(asked).origin}; it listens on 127.0.0.1:${other} (`,
    );
  });

  it('that never says what it is to say', async () => {
    const port = await freePort();
    const command = {
      ...node(answering(port)),
      ready: { kind: 'log', text: 'ready' } as const,
      readyTimeoutMs: 300,
    };
    expect(await refusal(command, port)).toContain('no line of it held "ready"');
  });

  it.each([
    [serverOfWords(['inrush-no-such-program']), 'there is no program "inrush-no-such-program"'],
    [serverOfWords([tmpdir()]), 'EACCES'],
    [{ ...serverOfWords(['node']), cwd: '/inrush/no/such/folder' }, "which doesn't exist"],
    [serverOfWords(['a\0b']), 'null bytes'],
  ])("that can't be started: %j", async (command, reason) => {
    expect(await refusal(command, await freePort())).toContain(reason);
  });

  it('when the start is given up', async () => {
    const stop = new AbortController();
    const command = { ...serverOfLine('sleep 100'), env: { MARK: `inrush-given-up-${process.pid}` } };
    const starting = started(command, await freePort(), { signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await expect(starting).rejects.toThrow('enough');
    expect(leftOver(`MARK=inrush-given-up-${process.pid}`)).toEqual([]);
  });
});
