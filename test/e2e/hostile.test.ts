import { afterEach, describe, expect, it } from 'vitest';
import { breakingCases, endlessCases, slowCases, type HostileCase } from '../hostile/plays.ts';
import { HostileServer } from '../hostile/hostile-server.ts';
import { inrush } from '../support/built-cli.ts';
import { loadResultOf } from './json-report.ts';

const cases: readonly (readonly [what: string, reason: string, HostileCase | undefined])[] = [
  ['drips an endless body', 'response-timeout', slowCases.find(({ what }) => what.includes('body byte'))],
  ['never ends a body', 'response-timeout', endlessCases.find(({ what }) => what.includes('petabytes'))],
  ['never ends the headers', 'protocol', endlessCases.find(({ what }) => what.includes('header lines'))],
  ['hangs up in the middle', 'closed-early', breakingCases.find(({ what }) => what.includes('in the body'))],
];

let server: HostileServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

describe('the command line, against a server that', () => {
  it.each(cases)('%s, ends soon, with %s and exit code 3', async (_what, reason, hostileCase) => {
    server = await HostileServer.start(hostileCase?.play ?? expect.unreachable());
    const url = `http://127.0.0.1:${server.port}/`;
    const outcome = await inrush(url, '-n', '6', '-c', '2', '-t', '0.4', '-o', 'json');
    const { accounting, failures } = loadResultOf(outcome);
    expect(outcome.exitCode).toBe(3);
    expect(outcome.tookMs).toBeLessThan(10_000);
    expect(failures.map((failure) => [failure.reason, failure.count])).toEqual([[reason, 6]]);
    expect(accounting).toMatchObject({ started: 6, ok: 0, balanced: true });
  });
});
