import { writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/built-cli.ts';
import { type CliOnTerminal, hasScript, startOnTerminal } from '../support/pty.ts';
import { countingServer, type CountingServer } from './counting-server.ts';

const escape = '\u001b';
const patient = { timeout: 20_000, interval: 50 };
const usual = { columns: 80, rows: 24 };
if (!hasScript) process.stderr.write('terminal.test.ts is skipped: there is no util-linux `script` here\n');

describe.skipIf(!hasScript)('on a terminal', () => {
  it('shows a view of the run, and takes it away before the report', async () => {
    const server = await countingServer();
    const cli = startOnTerminal(`${server.url} -d 1500ms -c 2`, usual);
    const shown = await viewOf(cli);
    expect(shown).toContain(`GET ${server.url}/`);
    expect(shown).toContainEqual(expect.stringMatching(/^time +1 s +━+─+ +of 1\.5 s$/));
    expect(shown).toContainEqual(expect.stringMatching(/^req\/s +[\d,]+ {2}▇+ +so far [\d,]+$/));
    expect(shown).toContainEqual(expect.stringMatching(/^status +200 × [\d,]+$/));
    expect(shown).toContainEqual('errors     0');
    const { lines, exitCode } = await cli.end();
    expect(exitCode).toBe(0);
    expect(lines[0]).toMatch(/^inrush .* GET /);
    expect(leftOf(lines)).toEqual([]);
  });

  it('leaves the terminal as it was, whatever ends the run', async () => {
    const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 10) });
    const load = `${server.url} -d 20s -c 2 -w 1`;
    const ends: readonly (readonly [number, string, (cli: CliOnTerminal) => unknown])[] = [
      [130, load, ({ pid }) => process.kill(pid, 'SIGINT')],
      [143, load, ({ pid }) => process.kill(pid, 'SIGTERM')],
      [130, `${(await silentServer()).url} -d 20s -c 2`, interruptTwice],
      [3, load, ({ workerPids: [worker = NaN] }) => process.kill(worker, 'SIGKILL')],
      [1, `run "${await throwingScenario(server)}"`, ({ pid }) => process.kill(pid, 'SIGUSR2')],
    ];
    const ended = await Promise.all(
      ends.map(async ([, args, end]) => {
        const cli = startOnTerminal(args, usual);
        await viewOf(cli);
        await end(cli);
        return { ...(await cli.end()), written: cli.written };
      }),
    );
    expect(ended.map(({ exitCode }) => exitCode)).toEqual(ends.map(([code]) => code));
    expect(ended.map(({ lines }) => leftOf(lines))).toEqual(ends.map(() => []));
    expect(ended.map(({ column }) => column)).toEqual(ends.map(() => 0));
    for (const { written } of ended) expect(written).not.toContain(`${escape}[?25l`);
    expect(ended[0]?.lines.slice(0, 2)).toEqual([
      'inrush: stopping: open requests may finish; Ctrl-C again reports at once',
      expect.stringMatching(/^inrush .* GET /),
    ]);
    expect(ended.at(-1)?.lines.join('\n')).toContain('Error: nobody catches this');
  });

  it('is drawn anew in a window that changes its size while the run goes', async () => {
    const server = await countingServer();
    const cli = startOnTerminal(`${server.url} -d 20s -c 2`, { columns: 110, rows: 60 });
    await viewOf(cli);
    await cli.resize({ columns: 70, rows: 60 });
    await expect.poll(async () => (await cli.lines())[3], patient).toMatch(/^time .{64}$/);
    expect((await cli.lines()).filter((line) => line.includes('in flight'))).toHaveLength(1);
    await cli.resize({ columns: 30, rows: 60 });
    await expect.poll(() => cli.lines(), patient).toEqual([expect.stringMatching(/^\d+ % {2}[\d,]+\/s/)]);
    process.kill(cli.pid, 'SIGINT');
    expect(leftOf((await cli.end()).lines)).toEqual([]);
  });

  it('draws nothing with -q', async () => {
    const server = await countingServer();
    const cli = startOnTerminal(`${server.url} -d 1200ms -c 2 -q > /dev/null`, usual);
    expect((await cli.end()).exitCode).toBe(0);
    expect(cli.written).toBe('');
  });

  it('colours the view and the report', async () => {
    const server = await countingServer();
    const cli = startOnTerminal(`${server.url} -d 1100ms -c 2 --fail-if 'p50 > 1us'`, usual);
    await cli.end();
    expect(cli.written).toContain(`${escape}[2mreq/s${escape}[22m`);
    expect(cli.written).toContain(`${escape}[31mfailed`);
    expect(cli.written).toMatch(/started [\d,]+/);
  });

  it('colours nothing with NO_COLOR and --no-color, and writes plain lines on a dumb terminal', async () => {
    const server = await countingServer();
    const load = `${server.url} -c 2`;
    const [plain = '', flagged = '', dumb = ''] = await Promise.all(
      [
        startOnTerminal(`${load} -d 1100ms`, usual, { env: { NO_COLOR: '1' } }),
        startOnTerminal(`--no-color ${load} -d 1100ms`, usual),
        startOnTerminal(`${load} -d 5500ms`, usual, { env: { TERM: 'dumb' } }),
      ].map(async (cli) => {
        await cli.end();
        return cli.written;
      }),
    );
    for (const written of [plain, flagged]) {
      expect(written).toContain('in flight');
      expect(written).toMatch(/started [\d,]+/);
      expect(written).not.toMatch(new RegExp(`${escape}\\[\\d*m`));
    }
    expect(dumb).not.toContain(escape);
    expect(dumb).toMatch(
      /^inrush: 5 s of 5\.5 s: [\d,]+\/s, p50 .*, p99 .* in the last second; 0 errors so far\r$/m,
    );
    expect(dumb.match(/last second/g)).toHaveLength(1);
  });
});

/** The screen as soon as the run is shown there. */
async function viewOf(cli: CliOnTerminal): Promise<string[]> {
  await expect.poll(() => cli.written, patient).toContain('in flight');
  return cli.lines();
}

function leftOf(lines: readonly string[]): string[] {
  return lines.filter((line) => /[━─┊]|in flight|^(time|req\/s) /.test(line));
}

async function interruptTwice({ pid }: CliOnTerminal): Promise<void> {
  process.kill(pid, 'SIGINT');
  // Two signals of a kind that arrive together are one.
  await sleep(300);
  process.kill(pid, 'SIGINT');
}

/** It soon answers no more. */
async function silentServer(): Promise<CountingServer> {
  const answer = (response: ServerResponse): void => {
    if (server.requests <= 20) setTimeout(() => response.end(), 10);
  };
  const server = await countingServer({ answer });
  return server;
}

async function throwingScenario({ url }: CountingServer): Promise<string> {
  const path = join(await temporaryFolder(), 'throws.mjs');
  const fields = `target: '${url}', load: { kind: 'constant-vus', vus: 2, for: '20s' }, steps: [{ get: '/' }]`;
  const before = `process.on('SIGUSR2', () => { throw new Error('nobody catches this'); })`;
  await writeFile(path, `export default { name: 'throws', ${fields}, before() { ${before}; } };\n`);
  return path;
}
