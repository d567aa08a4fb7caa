import { describe, expect, it, onTestFinished } from 'vitest';
import { startTarget } from '../../src/target/server.ts';
import { inrush } from '../support/built-cli.ts';
import { loadResultOf } from './json-report.ts';

describe('a target that loses answers', () => {
  it.each(['h1', 'undici'])('has each loss counted with its reason by %s', async (engine) => {
    const url = `${await targetUrl()}/first-then-close`;
    const outcome = await inrush(url, '-n', '60', '-c', '5', '-w', '2', '--engine', engine, '-o', 'json');
    const { accounting, failures } = loadResultOf(outcome);
    const { ok, transportError } = accounting;
    expect(accounting).toMatchObject({ started: 60, balanced: true });
    expect(ok + transportError).toBe(60);
    expect(transportError).toBeGreaterThan(20);
    expect(failures).toMatchObject([{ reason: 'closed-early', count: transportError }]);
    expect(outcome.exitCode).toBe(0);
  });
});

describe('a load is split over worker processes without a remainder', () => {
  it.each([
    ['10 requests over 3 workers', ['-n', '10', '-c', '3', '-w', '3'], 10],
    ['1,000 requests over 7 connections', ['-n', '1000', '-c', '7', '-w', '2'], 1000],
    ['100/s over 3 workers', ['-R', '100', '-d', '1s', '-w', '3'], 100],
  ])('%s', async (_name, flags, requests) => {
    const outcome = await inrush(await targetUrl(), ...flags, '-o', 'json');
    const { accounting, throughput, measuredMs } = loadResultOf(outcome);
    expect(accounting).toMatchObject({ planned: requests, started: requests, ok: requests, balanced: true });
    if (throughput.askedPerS !== null) expect([throughput.startedPerS, measuredMs]).toEqual([100, 1000]);
    expect(outcome.exitCode).toBe(0);
  });
});

describe('a target that is asked for more than it gives', () => {
  it('has a growing response time, a steady service time, and no missed start', async () => {
    // One at a time and 20 ms each: 50/s, and 100/s are asked for one second.
    const url = `${await targetUrl()}/serial/20`;
    const outcome = await inrush(
      url,
      '-R',
      '100',
      '-d',
      '1s',
      '-c',
      '1',
      '--graceful-stop',
      '20s',
      '-o',
      'json',
    );
    const { accounting, latency, throughput } = loadResultOf(outcome);
    expect(accounting).toMatchObject({ planned: 100, ok: 100, missed: { pool: 0, lag: 0, stopped: 0 } });
    // The last one is planned at 990 ms and ends no sooner than at 2,000.
    expect(latency.responseTime?.all.maxUs).toBeGreaterThanOrEqual(1_010_000);
    expect(latency.serviceTime.all.p50Us).toBeLessThan(60_000);
    expect(throughput.askedPerS).toBe(100);
    expect(throughput.answeredPerS).toBeLessThanOrEqual(50);
  });
});

describe('a run whose requests all fail', () => {
  it.each(['/reset', '/close-early'])('does not exit with 0: %s', async (path) => {
    const { exitCode, stdout } = await inrush(`${await targetUrl()}${path}`, '-n', '20', '-c', '10');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^requests +started 20 · ok 0 · /m);
  });

  it('fails a gate on its errors, with a status of 500 too', async () => {
    const url = `${await targetUrl()}/flaky/100`;
    expect(await inrush(url, '-n', '20', '-c', '10', '--fail-if', 'errors > 1%')).toMatchObject({
      exitCode: 99,
    });
  });

  it('fails a gate on a speed that nothing has shown', async () => {
    const url = `${await targetUrl()}/reset`;
    expect(await inrush(url, '-n', '20', '-c', '10', '--fail-if', 'p50 > 1h')).toMatchObject({
      exitCode: 99,
    });
  });
});

describe('a threshold on a series without samples fails', () => {
  it.each([
    ['without TLS', 'tls.p50 > 1h'],
    ['too few for the percentile', 'p99 > 1h'],
  ])('%s', async (_name, threshold) => {
    const outcome = await inrush(await targetUrl(), '-n', '50', '-c', '2', '--fail-if', threshold);
    expect(outcome).toMatchObject({ exitCode: 99 });
  });
});

async function targetUrl(): Promise<string> {
  const target = await startTarget({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => target.close());
  return target.url;
}
