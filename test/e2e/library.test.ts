import { describe, expect, it } from 'vitest';
import { isAlive } from '../support/built-cli.ts';
import { runProgram } from '../support/program.ts';
import { countingServer } from './counting-server.ts';

describe('a program that imports inrush', () => {
  it('does nothing by it', async () => {
    const source = `
      const before = process.eventNames().join();
      const inrush = await import('inrush');
      await new Promise((resolve) => setTimeout(resolve, 50));
      // node:assert itself looks at stderr in newer versions.
      const left = process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap').join();
      console.log(process.eventNames().join() === before, left, typeof inrush.runLoadTest);`;
    const outcome = await runProgram(source);
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'true  function\n', stderr: '' });
  });

  it('runs a load test and ends by itself', async () => {
    const server = await countingServer();
    const outcome = await runProgram(`
      import { runLoadTest } from 'inrush';
      const ticks = [];
      const { accounting, gates, responses, completion } = await runLoadTest(
        { url: '${server.url}', connections: 4, workers: 2, durationMs: 1500 },
        { failIf: ['errors > 0%', 'p50 < 1us'], onTick: (tick) => ticks.push(tick.answered) },
      );
      console.log(JSON.stringify({ ok: accounting.ok, gates: gates.map(({ verdict }) => verdict), responses, completion, ticks }));`);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    const told = JSON.parse(outcome.stdout) as { ok: number; ticks: number[] };
    expect(told).toMatchObject({
      gates: ['passed', 'passed'],
      responses: null,
      completion: { state: 'complete' },
    });
    expect(told.ok).toBe(server.requests);
    expect(told.ticks).toHaveLength(2);
    expect(told.ticks.at(-1)).toBe(told.ok);
  });

  it('gets every response, with several workers and either engine', async () => {
    const server = await countingServer({ answer: (response, { path }) => response.end(`<${path}>`) });
    const outcome = await runProgram(`
      import { runLoadTest } from 'inrush';
      for (const engine of ['h1', 'undici']) {
        const got = [];
        const { responses } = await runLoadTest(
          { url: '${server.url}/{i}', connections: 6, workers: 3, requests: 50, engine },
          { onResponse: async (response) => { await null; got.push(response); } },
        );
        const isRight = ({ url, body }) => Buffer.from(body).toString() === '<' + new URL(url).pathname + '>';
        const numbers = got.map(({ number }) => number).sort((a, b) => a - b);
        console.log(got.every(isRight), numbers[0], numbers[49], new Set(numbers).size, JSON.stringify(responses));
      }`);
    const line = 'true 1 50 50 {"delivered":50,"dropped":0}\n';
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '', stdout: line + line });
  });

  it('drops responses that it is too slow for, and the load doesn’t wait', async () => {
    const server = await countingServer({ answer: (response) => response.end('x'.repeat(100_000)) });
    const outcome = await runProgram(`
      import { runLoadTest } from 'inrush';
      let slow = 0;
      const { responses, accounting } = await runLoadTest(
        { url: '${server.url}', connections: 4, requests: 1000 },
        { onResponse: () => { if (slow++ < 3) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700); } },
      );
      console.log(JSON.stringify({ ...responses, ok: accounting.ok }));`);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    const told = JSON.parse(outcome.stdout) as { delivered: number; dropped: number; ok: number };
    expect(told.ok).toBe(1000);
    expect(told.delivered + told.dropped).toBe(1000);
    expect(told.dropped).toBeGreaterThan(0);
  });

  it('ends a run by a signal, and has what was measured', async () => {
    // So slow that something is open at any moment, however late a worker hears of the end.
    const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 400) });
    const outcome = await runProgram(`
      import { runLoadTest } from 'inrush';
      const controller = new AbortController();
      const { completion, accounting } = await runLoadTest(
        { url: '${server.url}', connections: 2, durationMs: 30_000 },
        { signal: controller.signal, onTick: () => controller.abort() },
      );
      console.log(completion.state, completion.reasons[0], accounting.ok > 0, accounting.aborted);
      await runLoadTest({ url: '${server.url}' }, { signal: controller.signal }).catch(({ name }) => console.log(name));`);
    expect(outcome).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: 'partial ended by the program (This operation was aborted) true 2\nAbortError\n',
    });
    expect(outcome.tookMs).toBeLessThan(15_000);
  });

  it('ends by itself, and its workers too, when a callback throws', async () => {
    const server = await countingServer();
    const outcome = await runProgram(`
      import { readdirSync, readFileSync } from 'node:fs';
      import { runLoadTest } from 'inrush';
      const onResponse = () => { throw new Error('mine'); };
      await runLoadTest({ url: '${server.url}', durationMs: 30_000 }, { onResponse }).catch(({ message }) => console.log(message));`);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '', stdout: 'mine\n' });
    expect(outcome.tookMs).toBeLessThan(15_000);
  });

  it('compares sync with async', async () => {
    const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 20) });
    const outcome = await runProgram(`
      import { compareSyncAsync } from 'inrush';
      const sides = [];
      const result = await compareSyncAsync(
        { url: '${server.url}', requests: 40, connections: 10 },
        { failIf: ['speedup < 2'], onSide: (side) => sides.push(side) },
      );
      console.log(result.kind, result.gates[0].verdict, result.effect.speedup > 2, sides.join());`);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^sync-vs-async passed true sync,async/);
  });

  it('may be CommonJS', async () => {
    const server = await countingServer();
    const source = `
      const { runLoadTest } = require('inrush');
      runLoadTest({ url: '${server.url}', requests: 20 }).then(({ accounting }) => console.log(accounting.ok));`;
    const outcome = await runProgram(source, { name: 'program.cjs' });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: '20\n' });
  });

  it('may be run by a debugger or with hooks that workers must not take over', async () => {
    const server = await countingServer();
    const source = `
      import { runLoadTest } from 'inrush';
      console.log((await runLoadTest({ url: '${server.url}', requests: 20, connections: 2, workers: 2 })).accounting.ok);`;
    const hook = 'data:text/javascript,console.log("hooked")';
    const outcome = await runProgram(source, {
      flags: ['--inspect=127.0.0.1:0', '--import', hook],
      env: { NODE_OPTIONS: '--inspect-port=127.0.0.1:0' },
    });
    expect(outcome).toMatchObject({ exitCode: 0, stdout: 'hooked\n20\n' });
    expect(outcome.stderr.match(/Debugger listening/g)).toHaveLength(1);
  });

  it('may have more workers than an emitter has listeners', async () => {
    const server = await countingServer();
    const source = `
      import { runLoadTest } from 'inrush';
      const { generator } = await runLoadTest({ url: '${server.url}', requests: 24, connections: 12, workers: 12 });
      console.log(generator.workers.map(({ pid }) => pid).join(' '), process.listenerCount('exit'));`;
    const outcome = await runProgram(source);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    const pids = outcome.stdout.trim().split(' ').map(Number).slice(0, -1);
    expect(pids).toHaveLength(12);
    expect(pids.filter(isAlive)).toEqual([]);
  });
});
