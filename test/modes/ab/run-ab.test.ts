import { describe, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import type { AbResult } from '../../../src/modes/ab/ab-result.ts';
import type { AbShape } from '../../../src/modes/ab/ab-shape.ts';
import { planAb } from '../../../src/modes/ab/plan-ab.ts';
import { type AbOptions, runAb } from '../../../src/modes/ab/run-ab.ts';
import type { SideHost } from '../../../src/modes/ab/side-host.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { Interrupts, RunOptions } from '../../../src/run/run-load.ts';
import type { Result } from '../../../src/summary/result.ts';
import { roomyMachine } from '../../support/plan-for.ts';
import { partial, sideRun } from '../../support/side-run.ts';

describe('A against B', () => {
  it('measures in the order A B, B A, after two warm-up blocks a side', async () => {
    const { ran, labels } = await study({ pairs: 8, mostPairs: 8 });
    expect(ran.join('')).toBe('abba'.repeat(5));
    expect(labels.slice(0, 7)).toEqual([
      'warm-up, A',
      'warm-up, B',
      'warm-up, B',
      'warm-up, A',
      'pair 1 of 8, A',
      'pair 1 of 8, B',
      'pair 2 of 8, B',
    ]);
  });

  it('ends after the first look when B is the same', async () => {
    const { result } = await study({ pairs: 10, mostPairs: 30, minEffect: 0.1 });
    expect(result.pairs).toHaveLength(10);
    expect(result.looks).toHaveLength(1);
    expect(result.changes.map(({ metric, verdict }) => [metric, verdict])).toContainEqual(['p50', 'same']);
    expect(result.gates.map(({ verdict }) => verdict)).not.toContain('failed');
    expect(result.completion).toEqual({ state: 'complete' });
  });

  it('fails where B is slower by far', async () => {
    const { result } = await study({}, { serviceUs: (side) => (side === 'a' ? 20_000 : 24_000) });
    expect(result.pairs).toHaveLength(10);
    const p50 = result.changes.find(({ metric }) => metric === 'p50');
    expect(p50).toMatchObject({ verdict: 'worse', base: 20, head: 24 });
    expect(p50?.effect).toBeCloseTo(0.2);
    expect(result.gates.map(({ verdict }) => verdict)).toContain('failed');
    expect(result.a).toMatchObject({ label: 'old', started: 20_000, failed: 0, server: null });
  });

  it('adds pairs up to the most while it is unclear', async () => {
    // By turns 12.5 and 1.5 % slower: nearly beyond what matters.
    const serviceUs = (side: Side, block: number): number =>
      side === 'a' ? 20_000 : block % 2 === 0 ? 22_500 : 20_300;
    const { result, labels } = await study({ pairs: 10, mostPairs: 17 }, { serviceUs });
    expect(result.pairs).toHaveLength(17);
    expect(result.looks.map(({ pairs, isLast }) => [pairs, isLast])).toEqual([
      [10, false],
      [15, false],
      [17, true],
    ]);
    expect(labels).toContain('pair 11 of at most 17, A');
  });

  it('gives no verdict on A against itself', async () => {
    const { result } = await study({ pairs: 8, mostPairs: 8, isSelfTest: true });
    expect(result.gates).toEqual([]);
    expect(result.design.isSelfTest).toBe(true);
  });

  it('runs both at once in a duet', async () => {
    let open = 0;
    let most = 0;
    const change = async (run: Result): Promise<Result> => {
      most = Math.max(most, ++open);
      await Promise.resolve();
      open--;
      return run;
    };
    const { result, labels } = await study({ pairs: 8, mostPairs: 8, isDuet: true }, { change });
    expect(most).toBe(2);
    expect(new Set(result.pairs.map(({ order }) => order))).toEqual(new Set(['duet']));
    expect(labels.slice(1, 3)).toEqual(['warm-up', 'pair 1 of 8']);
  });

  it.each([
    ['both, by turns', false, ['a', 'b']],
    ['A alone in a duet, for only one can be seen at a time', true, ['a']],
  ])('shows what goes on: %s', async (_case, isDuet, sides) => {
    const options = { onTick: () => {}, onSnapshot: () => {} };
    const { shown } = await study({ pairs: 8, mostPairs: 8, isDuet }, {}, options);
    expect(shown).toEqual({ ticks: new Set(sides), snapshots: new Set(sides) });
  });
});

describe('a pair that can not be trusted', () => {
  const invalid = (run: Result): Result => ({
    ...run,
    trust: {
      level: 'invalid',
      reasons: [{ level: 'invalid', signal: 'cpu-wait', message: 'no processor', hint: '' }],
    },
  });

  it('is left out and made up for', async () => {
    const change = (run: Result, side: Side, block: number): Result =>
      side === 'b' && (block === 3 || block === 5) ? invalid(run) : run;
    const { result } = await study({ pairs: 8, mostPairs: 8 }, { change });
    expect(result.pairs).toHaveLength(10);
    expect(result.pairs.map(({ leftOut }) => leftOut).filter((why) => why !== null)).toEqual([
      'B: no processor',
      'B: no processor',
    ]);
    expect(result.trust.level).toBe('ok');
    expect(result.completion).toEqual({ state: 'complete' });
    expect(result.b.started).toBe(16_000);
  });

  it('is made up for while as many others count', async () => {
    // Every second pair.
    const change = (run: Result, side: Side, block: number): Result =>
      side === 'a' && block % 2 === 1 ? invalid(run) : run;
    const { result } = await study({ pairs: 8, mostPairs: 8 }, { change });
    expect(result.pairs).toHaveLength(15);
    expect(result.completion).toEqual({ state: 'complete' });
  });

  it('ends it as invalid when there are too many', async () => {
    const { result } = await study({ pairs: 8, mostPairs: 8 }, { change: invalid });
    expect(result.pairs).toHaveLength(5);
    expect(result.trust).toMatchObject({
      level: 'invalid',
      reasons: [
        { message: 'A: no processor (and 4 more of the kind, in 5 blocks)' },
        { message: 'B: no processor (and 4 more of the kind, in 5 blocks)' },
      ],
    });
    expect(result.completion).toMatchObject({ state: 'partial' });
  });

  it('is one with a partial block, too', async () => {
    const change = (run: Result, side: Side, block: number): Result =>
      side === 'a' && block === 4 ? partial(run, 'a worker was lost') : run;
    const { result } = await study({ pairs: 8, mostPairs: 8 }, { change });
    expect(result.pairs).toHaveLength(9);
    expect(result.pairs[2]?.leftOut).toBe('A: a worker was lost');
  });
});

describe('a comparison that ends early', () => {
  it('keeps the pairs that it has', async () => {
    const stop = new Stop();
    const change = (run: Result, side: Side, block: number): Result => {
      if (side !== 'b' || block !== 7) return run;
      stop.now('interrupted (SIGINT)');
      return partial(run, 'interrupted (SIGINT)');
    };
    const { result, ran } = await study({ pairs: 8, mostPairs: 8 }, { change }, { interrupts: stop });
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['interrupted (SIGINT)', '5 of 8 pairs count'],
    });
    expect(result.looks).toMatchObject([{ pairs: 5, isLast: true }]);
    expect(ran).toHaveLength(2 * (2 + 6));
  });

  it('has no result before the first pair that counts', async () => {
    const stop = new Stop();
    const change = (run: Result): Result => {
      stop.now('interrupted (SIGINT)');
      return partial(run, 'interrupted (SIGINT)');
    };
    const running = study({}, { change }, { interrupts: stop });
    await expect(running).rejects.toThrow('nothing was measured: interrupted (SIGINT)');
  });

  it('keeps the pairs that it has when a target answers no more, and says which', async () => {
    const change = (run: Result, side: Side, block: number): Result => {
      if (side === 'b' && block === 6) throw new InrushError('cannot-run', [{ message: 'nothing answers' }]);
      return run;
    };
    const { result } = await study({ pairs: 8, mostPairs: 8 }, { change });
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['B: nothing answers', '4 of 8 pairs count'],
    });
  });

  it('is an error when a target never answered', async () => {
    const change = (): Result => {
      throw new InrushError('cannot-run', [{ message: 'nothing answers' }]);
    };
    await expect(study({}, { change })).rejects.toThrow('A: nothing answers');
  });

  it('passes on what is a bug', async () => {
    const change = (run: Result, _side: Side, block: number): Result => {
      if (block === 6) throw new Error('bug: a worker has no plan');
      return run;
    };
    await expect(study({}, { change })).rejects.toThrow('bug');
  });
});

describe('what is compared', () => {
  it('is the highest percentile that blocks have enough requests for', async () => {
    const { result } = await study({ pairs: 8, mostPairs: 8 }, { requests: 300 });
    expect(result.changes.map(({ metric }) => metric)).toEqual(['p50', 'p95', 'rate', 'errors']);
  });

  it('is what was asked for, even where it has no number', async () => {
    const { result } = await study({ pairs: 8, mostPairs: 8, metrics: ['p99'] }, { requests: 300 });
    expect(result.gates.map(({ verdict }) => verdict)).toEqual(['no-data', 'passed']);
  });
});

describe('a side that needs something', () => {
  it('has it for as long as it is measured', async () => {
    const { hosts, said } = noisyHosts();
    await study({ pairs: 8, mostPairs: 8 }, {}, { hosts });
    expect(said).toEqual(['a up', 'b up', 'b down', 'a down']);
  });

  it('has it anew for each pair, with a warm-up block of its own', async () => {
    const { hosts, said } = noisyHosts();
    const { ran } = await study({ pairs: 8, mostPairs: 8 }, {}, { hosts, isRestarted: true });
    expect(said.filter((text) => text === 'b up')).toHaveLength(8);
    expect(said.at(-1)).toBe('a down');
    expect(ran.slice(0, 8).join('')).toBe('ababbaba');
  });

  it('loses it when something goes wrong', async () => {
    const { hosts, said } = noisyHosts();
    const change = (): Result => {
      throw new Error('bug');
    };
    await expect(study({}, { change }, { hosts })).rejects.toThrow('bug');
    expect(said.slice(-2)).toEqual(['b down', 'a down']);
  });
});

type Side = 'a' | 'b';

type Target = {
  readonly serviceUs?: (side: Side, block: number) => number;
  readonly requests?: number;
  /** `block` counts those of a side from 0, warm-up included. */
  readonly change?: (run: Result, side: Side, block: number) => Result | Promise<Result>;
};

type Ran = {
  readonly result: AbResult;
  readonly ran: readonly Side[];
  readonly labels: readonly string[];
  /** Sides of which somebody may see how they go. */
  readonly shown: { readonly ticks: ReadonlySet<Side>; readonly snapshots: ReadonlySet<Side> };
};

/** Of targets that always take equally long, unless they are told otherwise. */
async function study(shape: AbShape, target: Target = {}, options: AbOptions = {}): Promise<Ran> {
  const { serviceUs = () => 20_000, requests = 2000, change = (run) => run } = target;
  const side = (label: string, port: number): Parameters<typeof planAb>[0] => {
    return { label, planning: makePlan({ url: `http://127.0.0.1:${port}/`, connections: 8 }, roomyMachine) };
  };
  const planned = planAb(side('old', 8080), side('new', 8081), shape);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  const ran: Side[] = [];
  const labels: string[] = [];
  const shown = { ticks: new Set<Side>(), snapshots: new Set<Side>() };
  const run = async (plan: Plan, { interrupts, onTick, onSnapshot }: RunOptions = {}): Promise<Result> => {
    // Whoever runs listens, or nothing could be stopped.
    interrupts?.onDrain(() => {});
    const name = plan.targets[0].origin.endsWith('8080') ? 'a' : 'b';
    const block = ran.filter((other) => other === name).length;
    ran.push(name);
    if (onTick !== undefined) shown.ticks.add(name);
    if (onSnapshot !== undefined) shown.snapshots.add(name);
    const accounting = { ...sideRun(noTime).accounting, planned: requests, started: requests, ok: requests };
    const result = sideRun({
      connections: 8,
      wallMs: 3000,
      serviceUs: serviceUs(name, block),
      accounting,
    });
    return change(result, name, block);
  };
  const result = await runAb(planned.plan, { ...options, onBlock: (label) => labels.push(label) }, run);
  return { result, ran, labels, shown };
}

const noTime = { connections: 1, wallMs: 1, serviceUs: 1 };

class Stop implements Interrupts {
  #drain: ((reason: string) => void) | null = null;

  onDrain(listener: (reason: string) => void): void {
    this.#drain = listener;
  }

  onCut(): void {
    // These runs end at once anyway.
  }

  now(reason: string): void {
    this.#drain?.(reason);
  }
}

function noisyHosts(): { hosts: { a: SideHost; b: SideHost }; said: string[] } {
  const said: string[] = [];
  const host =
    (name: Side): SideHost =>
    async (plan, _stops, use) => {
      said.push(`${name} up`);
      try {
        return await use({ plan, server: null });
      } finally {
        said.push(`${name} down`);
      }
    };
  return { hosts: { a: host('a'), b: host('b') }, said };
}
