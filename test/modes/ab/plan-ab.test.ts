import { describe, expect, it } from 'vitest';
import type { AbShape } from '../../../src/modes/ab/ab-shape.ts';
import { type AbPlans, type AbSideDraft, planAb } from '../../../src/modes/ab/plan-ab.ts';
import { makePlan, type Planning } from '../../../src/plan/make-plan.ts';
import type { CodeScenario } from '../../../src/scenario/file/code-scenario.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { roomyMachine } from '../../support/plan-for.ts';
import { localTarget, planFile } from '../../support/planned-file.ts';

const short = { blockMs: 2000, warmupMs: 300 };

describe('a block', () => {
  it('has the load of the run for its own length, after its own warm-up', () => {
    const { a } = planned({ connections: 8, durationMs: 60_000, warmupMs: 5000 }, short);
    expect(a.plan).toMatchObject({
      connections: 8,
      warmup: { kind: 'fixed', ms: 300 },
      work: { load: { kind: 'constant-vus', vus: 8, durationMs: 2000 } },
    });
  });

  it('keeps the rate of an open load, and no count of its own', () => {
    const { b } = planned({ ratePerS: 500, requests: 100 }, short);
    expect(b.plan.work).toMatchObject({
      load: { kind: 'constant-arrival-rate', ratePerS: 500, durationMs: 2000, iterations: null },
    });
  });

  it('can not ramp', () => {
    expect(problemsOf({ stages: [{ durationMs: 1000, targetPerS: 10 }] }, {})).toEqual([
      'A against B needs blocks that are alike, and a ramping-arrival-rate load changes all along',
    ]);
  });

  it('lasts for a time where a file counts iterations, which is said', async () => {
    const { plans, notes } = await ofFile({ kind: 'per-vu-iterations', vus: 3, iterations: 7 }, short);
    expect(lanesOf(plans)).toMatchObject([{ load: { kind: 'constant-vus', vus: 3, durationMs: 2000 } }]);
    expect(notes).toEqual(['a block lasts for a time, not for 7 iterations: constant-vus with 3 users']);
  });
});

describe('a duet', () => {
  it('gives each side half of connections, rate and workers', () => {
    const closed = planned({ connections: 9, workers: 4 }, { isDuet: true });
    expect(closed.a.plan).toMatchObject({ connections: 4, workers: 2, work: { load: { vus: 4 } } });
    const open = planned({ ratePerS: 501, connections: 100, workers: 1 }, { isDuet: true });
    expect(open.b.plan).toMatchObject({ connections: 50, workers: 1, work: { load: { ratePerS: 250.5 } } });
  });

  it('gives each side half of the users of a file', async () => {
    const { plans } = await ofFile({ kind: 'constant-vus', vus: 10, for: '10s' }, { isDuet: true });
    expect(lanesOf(plans)).toMatchObject([{ vus: 5, maxVus: 5, load: { vus: 5 } }]);
    expect(plans.a.plan.connections).toBe(5);
  });

  it('needs two of them', () => {
    expect(problemsOf({ connections: 1 }, { isDuet: true })).toEqual(['--duet splits the load in halves']);
  });
});

describe('the design', () => {
  it('has defaults', () => {
    expect(planned({}, {}).design).toEqual({
      kind: 'interleaved',
      isSelfTest: false,
      blockMs: 3000,
      warmupMs: 500,
      pairs: 10,
      mostPairs: 30,
      minEffect: 0.03,
      minPoints: 0.1,
      alpha: 0.05,
    });
    expect(planned({}, { pairs: 100 }).design.mostPairs).toBe(200);
  });

  it('is refused with all that is wrong, and the load with it', () => {
    const shape = { blockMs: 0, pairs: 0, minEffect: 0, alpha: 1, metrics: ['p98'] };
    expect(problemsOf({ connections: 0 }, shape)).toEqual([
      '-c/--connections must be above 0, got 0',
      '--block must be at least 100 ms, got 0 ms',
      '--pairs must be above 0, got 0',
      '--min-effect must be above 0 % and below 100 %, got 0 %',
      '--alpha must be above 0 % and below 100 %, got 100 %',
    ]);
  });

  it.each([
    [{ pairs: 20, mostPairs: 10 }, '--max-pairs 10 is below --pairs 20'],
    [{ pairs: 1000 }, '--pairs must be at most 200, got 1000'],
    [{ pairs: 2.5 }, '--pairs must be a whole number, got 2.5'],
    [{ pairs: 3, mostPairs: 4 }, "4 pairs can't show a difference of 4 metrics at --alpha 5%"],
  ])('%j is refused', (shape, problem) => {
    expect(problemsOf({}, shape)).toEqual([problem]);
  });

  it('names a metric that is not there', () => {
    expect(problemsOf({}, { metrics: ['p98'] })).toEqual([expect.stringMatching(/^--metric "p98": /)]);
  });
});

function draft(scenario: Scenario, port: number): AbSideDraft {
  const planning = makePlan({ url: `http://127.0.0.1:${port}/`, ...scenario }, roomyMachine);
  return { label: String(port), planning };
}

function plan(scenario: Scenario, shape: AbShape): Planning<AbPlans> {
  return planAb(draft(scenario, 8080), draft(scenario, 8081), shape);
}

function planned(scenario: Scenario, shape: AbShape): AbPlans {
  const planning = plan(scenario, shape);
  if (!planning.ok) throw new Error(planning.problems.map(({ message }) => message).join('\n'));
  return planning.plan;
}

function problemsOf(scenario: Scenario, shape: AbShape): string[] {
  const planning = plan(scenario, shape);
  return planning.ok ? [] : planning.problems.map(({ message }) => message);
}

async function ofFile(
  load: NonNullable<CodeScenario['load']>,
  shape: AbShape,
): Promise<{ plans: AbPlans; notes: readonly string[] }> {
  const planning = await planFile({ target: localTarget, load, steps: [{ get: '/' }] });
  if (!planning.ok) throw new Error(planning.problems.map(({ message }) => message).join('\n'));
  const side = { label: 'file', planning: { ...planning, plan: planning.plan.plan } };
  const both = planAb(side, side, shape);
  if (!both.ok) throw new Error(both.problems.map(({ message }) => message).join('\n'));
  return { plans: both.plan, notes: both.notes };
}

function lanesOf({ a }: AbPlans): unknown {
  return a.plan.work.kind === 'flows' ? a.plan.work.flows.lanes : null;
}
