import { expect, it } from 'vitest';
import { coresLike, coresText } from '../../src/summary/cores-text.ts';
import { serverFindings } from '../../src/summary/server-finding.ts';
import type { Result, ServerCpu } from '../../src/summary/result.ts';
import { closedRun, openRun } from '../support/sample-result.ts';

type Case = {
  readonly cpu: Omit<ServerCpu, 'perRequestUs'> | null;
  readonly cores?: number;
  readonly run?: Result;
  /** Of its time a worker waited for a processor. */
  readonly wait?: number;
};

function findings({ cpu, cores = 8, run = closedRun, wait = 0 }: Case): readonly string[] {
  const [worker] = run.generator.workers;
  if (worker === undefined) throw new Error('no worker');
  const runMs = run.load.warmupMs + Math.max(run.wallMs, run.measuredMs);
  const waiting = { ...worker, cpuMs: 0.9 * runMs, spunMs: 0, runQueueWaitMs: wait * runMs };
  const machine = { ...run.generator.machine, cores, cpuLimitCores: null };
  return serverFindings({
    ...run,
    generator: { ...run.generator, workers: [waiting], machine },
    server: {
      command: 'x',
      readyMs: 1,
      cpu: cpu === null ? null : { ...cpu, perRequestUs: null },
      memory: null,
      peakProcesses: 1,
      ended: null,
    },
  }).map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

const oneCore = { meanCores: 0.98, peakCores: 1.1 };
const overloaded: Result = {
  ...openRun,
  accounting: { ...openRun.accounting, ok: 1 },
  overload: { cause: 'target', capacityPerS: 10, queueGrowthPerS: 1 },
};
const generatorLimited: Result = {
  ...closedRun,
  trust: {
    level: 'degraded',
    reasons: [{ level: 'degraded', signal: 'generator-limit', message: '', hint: '' }],
  },
};
const limit = 'limit: the server used 98 % of one core: it was the limit';

it.each<[name: string, given: Case, said: readonly string[]]>([
  ['one thread that has no time left was the limit', { cpu: oneCore }, [limit]],
  ['so it was of an open load that it fell behind of', { cpu: oneCore, run: overloaded }, [limit]],
  [
    'nothing of one that kept up with an open load',
    { cpu: oneCore, run: { ...openRun, overload: null } },
    [],
  ],
  ['nothing where the generator was the limit', { cpu: oneCore, run: generatorLimited }, []],
  ['nothing of several threads that happen to use a core', { cpu: { meanCores: 0.98, peakCores: 3 } }, []],
  ['nothing of a part of the machine', { cpu: { meanCores: 3.2, peakCores: 4 } }, []],
  [
    'all cores were the limit',
    { cpu: { meanCores: 7.6, peakCores: 8 } },
    ['limit: the server used 7.6 of 8 cores: it was the limit'],
  ],
  [
    'what does nothing waits',
    { cpu: { meanCores: 0.03, peakCores: 0.1 } },
    ['idle: the server used 3 % of one core: it waited, or the work was done elsewhere'],
  ],
  [
    'nothing of users who think',
    {
      cpu: { meanCores: 0.03, peakCores: 0.1 },
      run: { ...closedRun, littlesLaw: { ...closedRun.littlesLaw, meanInFlight: 2 } },
    },
    [],
  ],
  ['nothing of a slow open load', { cpu: { meanCores: 0.03, peakCores: 0.1 }, run: openRun }, []],
  [
    'both wanted the same cores',
    { cpu: { meanCores: 1, peakCores: 1 }, cores: 2, wait: 0.12 },
    [
      'limit: the server used 100 % of one core: it was the limit',
      'competition: server and generator used 1.9 of 2 cores, and a worker waited for one 12 % of the time',
    ],
  ],
  ['nothing of cores that sufficed', { cpu: { meanCores: 0.6, peakCores: 1 }, cores: 2, wait: 0.12 }, []],
  ['nothing of a wait that is short', { cpu: { meanCores: 0.95, peakCores: 2 }, cores: 2, wait: 0.01 }, []],
  ['nothing where nothing is known', { cpu: null }, []],
  ['nothing of a moment', { cpu: oneCore, run: { ...closedRun, measuredMs: 500 } }, []],
])('%s', (_name, given, said) => {
  expect(findings(given)).toEqual(said);
});

it.each([
  [0, 1, '0 % of one core', '100 %'],
  [0.004, 0.02, '< 1 % of one core', '2 %'],
  [0.984, 1.31, '98 % of one core', '131 %'],
  [1.49, 2.5, '149 % of one core', '250 %'],
  [2.43, 3.06, '2.4 cores', '3.1'],
  [31.6, 64, '32 cores', '64'],
])('%d cores, %d at most', (mean, peak, text, peakText) => {
  expect([coresText(mean), coresLike(mean, peak)]).toEqual([text, peakText]);
});
