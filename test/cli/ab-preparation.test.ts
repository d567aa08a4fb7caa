import { describe, expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { readAbLine } from '../../src/cli/ab-line.ts';
import { type AbPreparation, prepareAb } from '../../src/cli/ab-preparation.ts';

describe('before anything is sent, built or started', () => {
  it('both sides are planned', async () => {
    const { plans } = await prepared('--a', 'http://127.0.0.1:8080/x', '--b', 'http://127.0.0.1:8081/y');
    expect([plans.a.label, plans.b.label]).toEqual(['http://127.0.0.1:8080/x', 'http://127.0.0.1:8081/y']);
    expect(plans.a.plan.work).toMatchObject({ load: { kind: 'constant-vus', vus: 50, durationMs: 3000 } });
  });

  it('servers of both sides get ports of their own', async () => {
    const { plans, a, b } = await prepared('http://127.0.0.1:{port}/x', '--a-serve', 'a', '--b-serve', 'b');
    const origins = [plans.a, plans.b].map(({ plan }) => plan.targets[0].origin);
    expect(origins).toEqual([a, b].map(({ server }) => `http://127.0.0.1:${String(server?.env['PORT'])}`));
    expect(new Set(origins).size).toBe(2);
    expect([plans.a.label, plans.b.label]).toEqual(['a', 'b']);
  });

  it('everything that is wrong is told at once', async () => {
    expect(await problemsOf('--a', 'ftp://x/', '--metrik', '-c', '0', '--pairs', '0', '-o', 'csv')).toEqual([
      expect.stringContaining('unknown flag --metrik'),
      'there is no URL of B',
      '-c/--connections must be above 0, got 0',
      expect.stringContaining('ftp://'),
      '--pairs must be above 0, got 0',
      '-o csv is not a format of this report',
    ]);
  });

  it('two servers may not share a port', async () => {
    const url = 'http://127.0.0.1:3000/';
    expect(await problemsOf(url, '--a-serve', 'a', '--b-serve', 'b')).toEqual([
      'both servers would have to listen at http://127.0.0.1:3000',
    ]);
  });

  it('a scenario file is there, and the only one', async () => {
    const problems = await problemsOf('nothing.yaml', 'more.yaml', '--a', 'http://1.a', '--b', 'http://2.b');
    expect(problems).toEqual([
      'one scenario file, got nothing.yaml more.yaml',
      expect.stringContaining('nothing.yaml'),
    ]);
  });
});

async function prepared(...args: readonly string[]): Promise<AbPreparation> {
  return prepareAb(readAbLine(args));
}

async function problemsOf(...args: readonly string[]): Promise<readonly string[]> {
  try {
    await prepared(...args);
  } catch (error) {
    if (error instanceof InrushError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
