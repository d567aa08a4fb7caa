import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/summary/result.ts';
import { loadResultOf } from '../../e2e/json-report.ts';
import { cliPath, startProcess } from '../../support/built-cli.ts';
import { responseTimes } from '../decoded.ts';
import { measure } from './measured.ts';
import { type Attempt, patient, quietRun } from './quiet-run.ts';
import { ServerProcess } from './server-process.ts';
import { startTargetProcess } from './target-process.ts';

const openLoad = ['-R', '100', '-d', '2s', '-w', '1'];
const hasTaskset = spawnSync('taskset', ['--version'], { stdio: 'ignore' }).status === 0;

describe('a generator that shares its core with a busy loop', () => {
  it.for<[string, string[]]>([
    ['an open load', ['-R', '500', '-d', '2s', '-w', '1']],
    ['a closed load', ['-c', '10', '-d', '2s', '-w', '1']],
  ])('is not trusted with %s', async ([_name, flags], { skip }) => {
    if (!hasTaskset) skip('there is no taskset, so nobody takes the core of the generator away');
    const server = await ServerProcess.start();
    const core = firstCore();
    startProcess('taskset', ['-c', core, process.execPath, '-e', 'for (;;);']);
    const command = ['-c', core, process.execPath, cliPath, server.url, ...flags, '-o', 'json'];
    const { trust } = loadResultOf(await startProcess('taskset', command).outcome());
    expect(['degraded', 'invalid']).toContain(trust.level);
    expect(trust.reasons).not.toEqual([]);
  });
});

describe('a target that is slow by itself is not taken for a slow generator', () => {
  it.for<[string, string[]]>([
    ['an open load', openLoad],
    ['a closed load', ['-c', '20', '-d', '2s', '-w', '1']],
  ])('when it takes 100 ms for each request of %s', patient, async ([_name, flags], { skip }) => {
    const url = `${await startTargetProcess()}/delay/100`;
    const { seen } = await quietRun(() => besideFastTarget(measure(url, ...flags)), skip);
    expect(seen.latency.serviceTime.all.minUs).toBeGreaterThanOrEqual(100_000);
  });

  it('when it stands still', patient, async ({ skip }) => {
    const server = await ServerProcess.start();
    const stalled = async (): Promise<Result> => {
      const running = measure(server.url, ...openLoad);
      await sleep(1200);
      await server.standStill(600);
      return running;
    };
    const { seen } = await quietRun(() => besideFastTarget(stalled()), skip);
    expect(responseTimes(seen).maxUs).toBeGreaterThan(500_000);
  });

  it.for<[string, string[]]>([
    ['behind its connections', []],
    ['in front of them', ['-c', '4']],
  ])(
    'when it is asked for more than it gives, and the queue is %s',
    patient,
    async ([_name, flags], { skip }) => {
      const server = await ServerProcess.start();
      const overloaded = (): Promise<Result> => {
        server.demand(Array.from({ length: 200 }, () => 16));
        return measure(server.url, ...openLoad, ...flags);
      };
      const { seen } = await quietRun(() => besideFastTarget(overloaded()), skip);
      expect(responseTimes(seen).maxUs).toBeGreaterThan(1_000_000);
    },
  );
});

/** What is said of the run must be said of one at the same time too, whose target is fast, or the machine is not to blame. */
async function besideFastTarget(run: Promise<Result>): Promise<Attempt & { readonly seen: Result }> {
  const server = await ServerProcess.start();
  const [seen, result] = await Promise.all([run, measure(server.url, ...openLoad)]);
  return { seen, result, problems: seen.trust.reasons.map(({ message }) => message) };
}

/** That this process may use. */
function firstCore(): string {
  const status = readFileSync('/proc/self/status', 'utf8');
  return /^Cpus_allowed_list:\s*(\d+)/m.exec(status)?.[1] ?? '0';
}
