import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FindMaxResult } from '../../src/modes/find-max/find-max-result.ts';
import { inrush, inrushWith, startInrush, temporaryFolder } from '../support/built-cli.ts';
import { freePort } from '../support/free-port.ts';
import { countingServer } from './counting-server.ts';

const quick = ['--trial', '1s', '--warmup', '100ms', '--within', '8s', '--max-rate', '30'];

it('starts a server, and answers with the highest rate that it may try', async () => {
  const folder = await temporaryFolder();
  const port = await freePort();
  const code = `require('http').createServer((_, response) => response.end('ok')).listen(${port}, '127.0.0.1');`;
  await writeFile(join(folder, 'server.cjs'), code);
  const args = [`http://127.0.0.1:${port}/`, '--slo', 'p50 < 5s, errors < 1%', ...quick, '-o', 'json'];
  const outcome = await inrushWith({ cwd: folder }, 'find-max', ...args, '--', 'node', 'server.cjs');
  const { kind, bracket, trials, server, trust } = JSON.parse(outcome.stdout) as FindMaxResult;
  expect(kind).toBe('find-max');
  expect(outcome.stderr).toContain('looking for the highest rate within p50 < 5s, errors < 1%: 8 s at most');
  expect(trials[0]).toMatchObject({ ratePerS: 30, length: 'short', measuredMs: 1000 });
  // On a machine with something else to do the generator may give way, which is no answer.
  if (trust.level === 'ok') expect(bracket).toMatchObject({ holds: { ratePerS: 30 }, fails: null });
  expect(server).toMatchObject({ command: 'node server.cjs', ended: null });
  expect(outcome.exitCode).toBe(0);
});

it('says everything that is wrong before the first request', async () => {
  const server = await countingServer();
  const args = [
    server.url,
    '--slo',
    'p99 < 1s, bogus > 5',
    '--precision',
    '0.1%',
    '-o',
    'csv',
    '--rate',
    '5',
  ];
  const outcome = await inrush('find-max', ...args);
  expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
  for (const wrong of [
    '"bogus > 5"',
    '--precision must lie',
    '-o csv is not a format',
    'unknown flag --rate',
  ]) {
    expect(outcome.stderr).toContain(wrong);
  }
  expect(server.connections).toBe(0);
});

it('has nothing to tell when it is interrupted in its first trial', async () => {
  const server = await countingServer();
  const running = startInrush(['find-max', server.url, '--slo', 'p50 < 5s', ...quick, '-q']);
  await expect.poll(() => server.requests, { timeout: 10_000 }).toBeGreaterThan(2);
  running.signal('SIGINT');
  const outcome = await running.outcome();
  expect(outcome).toMatchObject({ exitCode: 130, stdout: '' });
  expect(outcome.stderr).toContain('nothing was measured: interrupted (SIGINT)');
});
