import { describe, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import { type ComparisonShape, planSides } from '../../../src/modes/sync-vs-async/comparison-plan.ts';
import type { SyncVsAsyncResult } from '../../../src/modes/sync-vs-async/comparison-result.ts';
import { runComparison } from '../../../src/modes/sync-vs-async/run-comparison.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Result } from '../../../src/summary/result.ts';
import { roomyMachine } from '../../support/plan-for.ts';
import { all, partial, sideRun } from '../../support/side-run.ts';

describe('a comparison', () => {
  it('runs sync, then async, each once', async () => {
    const { ran } = await comparison({});
    expect(ran).toEqual(['sync 1', 'async 50']);
  });

  it('runs every second round backwards: A B C C B A', async () => {
    const { ran, labels, result } = await comparison({ threads: 8, rounds: 3 });
    const there = ['sync 1', 'threads 8', 'async 50'];
    expect(ran).toEqual([...there, ...there.toReversed(), ...there]);
    expect(labels.slice(2, 5)).toEqual([
      'round 1 of 3, async',
      'round 2 of 3, async',
      'round 2 of 3, threads',
    ]);
    expect(result.rounds.map(({ order }) => order[0])).toEqual(['sync', 'async', 'sync']);
  });

  it('runs the levels of a sweep from low to high', async () => {
    const { ran, labels } = await comparison({ sweep: [4, 2, 8] });
    expect(ran).toEqual(['sync 1', 'async 2', 'async 4', 'async 8']);
    expect(labels).toEqual(['sync', 'async 2', 'async 4', 'async 8']);
  });

  it('gives every side the same requests', async () => {
    const { result } = await comparison({ threads: 3, sweep: [2, 8] });
    expect(result.requests).toBe(100);
    expect(result.sweep?.levels.map(({ started }) => started)).toEqual([100, 100, 100]);
    expect(result.threads?.started).toBe(100);
  });
});

describe('a comparison that ends early', () => {
  const interrupt = (run: Result): Result => partial(run, 'interrupted (SIGINT)');

  it('has a sync and an async side even when it ended in the first', async () => {
    const { ran } = await comparison({ threads: 8, rounds: 4 }, { 'sync 1': interrupt });
    expect(ran).toEqual(['sync 1', 'async 50']);
  });

  it('keeps what it has, and starts nothing more', async () => {
    const { ran, result } = await comparison({ sweep: [2, 4, 8, 16] }, { 'async 4': interrupt });
    expect(ran).toEqual(['sync 1', 'async 2', 'async 4']);
    expect(result.concurrency).toBe(4);
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['async 4: interrupted (SIGINT)', 'not run: async 8, async 16'],
    });
  });

  it('keeps whole rounds when a later one can not run', async () => {
    let count = 0;
    const failLater = (run: Result): Result => {
      count++;
      if (count === 2) throw new InrushError('cannot-run', [{ message: 'nothing answers' }]);
      return run;
    };
    const { ran, result } = await comparison({ rounds: 3 }, { 'async 50': failLater });
    expect(ran).toEqual(['sync 1', 'async 50', 'async 50']);
    expect(result.effect.speedup).not.toBeNull();
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['round 2 of 3, async: nothing answers', '1 of 3 rounds are complete'],
    });
  });

  it.each(['sync 1', 'async 50'])('is an error when %s can not run at all', async (side) => {
    const fail = (): Result => {
      throw new InrushError('cannot-run', [{ message: 'nothing answers' }]);
    };
    await expect(comparison({}, { [side]: fail })).rejects.toThrow('nothing answers');
  });

  it('passes on what is a bug', async () => {
    const fail = (): Result => {
      throw new Error('bug: a worker has no plan');
    };
    await expect(comparison({ sweep: [2, 4] }, { 'async 4': fail })).rejects.toThrow('bug');
  });
});

type Ran = {
  readonly ran: readonly string[];
  readonly labels: readonly string[];
  readonly result: SyncVsAsyncResult;
};

/** Of 100 requests, against a target that works on everything at once; some runs come out otherwise. */
async function comparison(
  shape: ComparisonShape,
  otherwise: Readonly<Record<string, (run: Result) => Result>> = {},
): Promise<Ran> {
  const scenario = { url: 'http://127.0.0.1:8080/', requests: 100 };
  const connections = shape.sweep === undefined ? { connections: 50 } : {};
  const planned = planSides({ ...scenario, ...connections }, roomyMachine, shape);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const { contenders } = planned.plan;
  const ran: string[] = [];
  const labels: string[] = [];
  const run = (plan: Plan): Promise<Result> => {
    const contender = contenders.find((one) => one.plan === plan);
    const name = `${contender?.name} ${plan.connections}`;
    ran.push(name);
    const wallMs = 2000 / plan.connections;
    const result = sideRun({
      connections: plan.connections,
      wallMs,
      serviceUs: 20_000,
      accounting: all(100),
    });
    return new Promise((resolve) => resolve(otherwise[name]?.(result) ?? result));
  };
  const result = await runComparison(planned.plan, { onSide: (label) => labels.push(label) }, run);
  return { ran, labels, result };
}
