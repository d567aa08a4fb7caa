import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inrush, type RunningCli, startInrush, temporaryFolder } from '../support/built-cli.ts';
import { Follower, pageIn, visit } from '../support/page-visitor.ts';
import { countingServer } from './counting-server.ts';
import { loadResult, loadResultOf } from './json-report.ts';

const patient = { timeout: 20_000, interval: 20 };

/** Where the page is, as soon as it has been said. */
async function addressOf(cli: RunningCli): Promise<string> {
  const address = (): string | undefined =>
    /(?:dashboard is|results are) at (\S+)\n/.exec(cli.stderr + cli.stdout)?.[1];
  await expect.poll(address, patient).toBeDefined();
  return address() ?? '';
}

describe('--ui', () => {
  it('shows a run while it goes, and what it came to', async () => {
    const server = await countingServer();
    const file = join(await temporaryFolder(), 'result.json');
    const cli = startInrush([
      server.url,
      '-d',
      '1500ms',
      '-c',
      '2',
      '-q',
      '--ui',
      '-o',
      'json',
      '-o',
      `json=${file}`,
    ]);
    const follower = await Follower.open(`${await addressOf(cli)}events`);
    await follower.ended();
    const outcome = await cli.outcome();
    expect(outcome).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^inrush: the dashboard is at http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/\n$/),
    });
    const result = loadResultOf(outcome);
    const labels = follower.events.map(({ update }) => update.status.label);
    expect(labels[0]).toBe('starting');
    expect(labels).toContain('running');
    expect(follower.events.at(-1)).toMatchObject({ name: 'end', update: { live: null } });
    expect(JSON.stringify(follower.events.at(-1))).toContain(result.startedAt);
    expect(result.completion).toEqual({ state: 'complete' });
  });

  it('stops a run as Ctrl-C does, when its page asks for it', async () => {
    const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 50) });
    const cli = startInrush([server.url, '-d', '30s', '-c', '2', '-o', 'json', '--ui']);
    const address = await addressOf(cli);
    expect(pageIn((await visit(address)).text).live).toEqual({ events: 'events', stop: 'stop' });
    const follower = await Follower.open(`${address}events`);
    await expect.poll(() => server.requests, patient).toBeGreaterThanOrEqual(4);
    expect(await visit(`${address}stop`, { method: 'POST' })).toMatchObject({ status: 202 });
    const outcome = await cli.outcome();
    expect(outcome).toMatchObject({ exitCode: 130, stderr: expect.stringContaining('inrush: stopping: ') });
    const { completion, accounting } = loadResultOf(outcome);
    expect(completion).toEqual({ state: 'partial', reasons: ['stopped from the dashboard'] });
    expect(accounting).toMatchObject({ ok: server.requests, aborted: 0, balanced: true });
    expect(follower.names.at(-1)).toBe('end');
  });

  it('shows which of several runs goes on', async () => {
    const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 20) });
    const cli = startInrush(['sync-vs-async', server.url, '-n', '100', '-c', '10', '-q', '--ui']);
    const follower = await Follower.open(`${await addressOf(cli)}events`);
    await follower.ended();
    expect((await cli.outcome()).exitCode).toBe(0);
    expect(follower.events.map(({ update }) => update.lead[0])).toContain('sync');
  });

  it('says why there is no result', async () => {
    const command = [process.execPath, '-e', 'setTimeout(() => {}, 1000)'];
    const cli = startInrush(['http://127.0.0.1:1/', '-q', '--ui', '--', ...command]);
    const follower = await Follower.open(`${await addressOf(cli)}events`);
    await follower.ended();
    expect((await cli.outcome()).exitCode).toBe(3);
    const { sections, status } = follower.events.at(-1)?.update ?? {};
    expect(status?.label).toBe('failed');
    expect(JSON.stringify(sections)).toContain('the server ended before it was ready');
  });
});

describe('inrush ui', () => {
  it('serves the results of a folder until Ctrl-C', async () => {
    const server = await countingServer();
    const folder = await temporaryFolder();
    const first = join(folder, 'first.json');
    await inrush(server.url, '-n', '200', '-c', '2', '-q', '-o', `json=${first}`);
    await cp(first, join(folder, 'second.json'));
    const cli = startInrush(['ui', folder]);
    const address = await addressOf(cli);
    const [section] = pageIn((await visit(address)).text).sections;
    expect(section?.blocks[0]).toMatchObject({ kind: 'picker', action: 'compare' });
    const { startedAt } = loadResult(await readFile(first, 'utf8'));
    expect(pageIn((await visit(`${address}report?name=first.json`)).text).lead.join()).toContain(startedAt);
    const compared = pageIn((await visit(`${address}compare?base=first.json&head=second.json`)).text);
    expect(compared.lead[0]).toContain('candidate second.json');
    cli.signalGroup('SIGINT');
    expect(await cli.outcome()).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
