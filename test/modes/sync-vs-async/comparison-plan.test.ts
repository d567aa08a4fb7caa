import { describe, expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import type { Machine } from '../../../src/plan/machine.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import {
  type ComparisonShape,
  planSides,
  type SyncVsAsyncPlans,
} from '../../../src/modes/sync-vs-async/comparison-plan.ts';
import { roomyMachine } from '../../support/plan-for.ts';

const url = 'http://127.0.0.1:8080/';

describe('the plans of a comparison', () => {
  it('send 1,000 requests one after another, then up to 100 at once', () => {
    const [sync, async] = plansOf({});
    expect(sync).toMatchObject({
      connections: 1,
      workers: 1,
      work: { load: { kind: 'shared-iterations', vus: 1, iterations: 1000, durationMs: null } },
    });
    expect(async).toMatchObject({
      connections: 100,
      workers: 4,
      work: { load: { kind: 'shared-iterations', vus: 100, iterations: 1000, durationMs: null } },
    });
  });

  it('send the same requests to the same target in the same way', () => {
    const [sync, async] = plansOf({ method: 'PUT', body: Buffer.from('x'), engine: 'undici', workers: 3 });
    const { connections: _c, workers: _w, work: _l, ...rest } = present(async);
    expect(sync).toMatchObject(rest);
    expect([sync?.workers, async?.workers]).toEqual([1, 3]);
  });

  it('warm up each by itself, also until the target is steady', () => {
    const warmups = plansOf({ warmup: 'auto' }, { threads: 4 }).map(({ warmup }) => warmup.kind);
    expect(warmups).toEqual(['auto', 'auto', 'auto']);
  });

  it('have no more in flight than there are requests', () => {
    expect(plansOf({ requests: 20 })[1]).toMatchObject({
      connections: 20,
      work: { load: { iterations: 20 } },
    });
    expect(plansOf({ requests: 20, connections: 8 })[1]?.connections).toBe(8);
  });

  it('are taken once, without threads or levels, unless more is asked for', () => {
    const { contenders, ...rest } = sidesOf({});
    expect(contenders.map(({ name }) => name)).toEqual(['sync', 'async']);
    expect(rest).toEqual({ rounds: 1, isSweep: false });
  });

  it('are told one note', () => {
    expect(planSides({ url: 'localhost' }, roomyMachine)).toMatchObject({
      notes: ['no scheme in "localhost": http:// assumed'],
    });
  });
});

describe('threads', () => {
  it('are processes with a connection each, which share the same requests', () => {
    const { contenders } = sidesOf({ requests: 100, connections: 50 }, { threads: 8 });
    expect(contenders.map(({ name }) => name)).toEqual(['sync', 'threads', 'async']);
    expect(contenders[1]?.plan).toMatchObject({
      connections: 8,
      workers: 8,
      work: { load: { kind: 'shared-iterations', vus: 8, iterations: 100 } },
    });
  });

  it('may be more than the cores, and more than what is in flight async', () => {
    const machine = { ...roomyMachine, cores: 2 };
    expect(plansOf({ connections: 4 }, { threads: 16 }, machine)[1]).toMatchObject({
      workers: 16,
      connections: 16,
    });
  });

  it('are no more than there are requests, and that is told', () => {
    const planned = planSides({ url, requests: 5 }, roomyMachine, { threads: 8 });
    expect(planned).toMatchObject({
      ok: true,
      notes: ['--threads 8, but there are only 5 requests: 5 threads'],
    });
    expect(plansOf({ requests: 5 }, { threads: 8 })[1]?.workers).toBe(5);
  });
});

describe('a sweep', () => {
  it('has the levels in order, each once, and 1 is the sync side', () => {
    const { contenders, isSweep } = sidesOf({}, { sweep: [8, 2, 1, 2, 4] });
    expect(isSweep).toBe(true);
    expect(contenders.map(({ name, plan }) => [name, plan.connections])).toEqual([
      ['sync', 1],
      ['async', 2],
      ['async', 4],
      ['async', 8],
    ]);
  });

  it('gives low levels no more workers than connections', () => {
    const plans = plansOf({ workers: 3 }, { sweep: [2, 8] });
    expect(plans.map(({ workers }) => workers)).toEqual([1, 2, 3]);
  });
});

describe('what is wrong with a comparison', () => {
  it('is told at once, each problem once', () => {
    const shape = { threads: 1.5, rounds: 0, sweep: [0, 2] };
    expect(problemsOf({ url: 'ftp://x/', requests: -1 }, shape)).toEqual([
      '-n/--requests must be above 0, got -1',
      '"ftp://x/" has the scheme ftp://',
      '--threads must be a whole number, got 1.5',
      '--rounds must be above 0, got 0',
      '--sweep: a level must be above 0, got 0',
    ]);
  });

  it.each<[string, Partial<Scenario>, ComparisonShape, string]>([
    ['too many threads', {}, { threads: 257 }, '--threads must be at most 256, got 257'],
    ['too many rounds', {}, { rounds: 101 }, '--rounds must be at most 100, got 101'],
    ['only level 1', {}, { sweep: [1] }, '--sweep has no level above 1, which is the sync side'],
    [
      '-c beside a sweep',
      { connections: 5 },
      { sweep: [2] },
      '--sweep and -c both say how many are in flight',
    ],
    [
      'a level above the requests',
      { requests: 30 },
      { sweep: [2, 64] },
      '--sweep: 64 in flight need as many requests, there are 30',
    ],
    [
      'too many levels',
      {},
      { sweep: Array.from({ length: 32 }, (_, index) => index + 2) },
      '--sweep has 33 levels, at most 32 are run',
    ],
  ])('is %s', (_name, scenario, shape, message) => {
    expect(problemsOf(scenario, shape)).toEqual([message]);
  });

  it('is what the machine can not hold, too', () => {
    const machine = { ...roomyMachine, openFilesFree: 300 };
    const planned = planSides({ url, connections: 4 }, machine, { threads: 8 });
    expect(planned.ok).toBe(false);
  });
});

function sidesOf(
  scenario: Partial<Scenario>,
  shape: ComparisonShape = {},
  machine: Machine = roomyMachine,
): SyncVsAsyncPlans {
  const planned = planSides({ url, ...scenario }, machine, shape);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  return planned.plan;
}

function plansOf(scenario: Partial<Scenario>, shape?: ComparisonShape, machine?: Machine): Plan[] {
  return sidesOf(scenario, shape, machine).contenders.map(({ plan }) => plan);
}

function problemsOf(scenario: Partial<Scenario>, shape: ComparisonShape): string[] {
  const planned = planSides({ url, ...scenario }, roomyMachine, shape);
  return planned.ok ? [] : planned.problems.map(({ message }) => message);
}
