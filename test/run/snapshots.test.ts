import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { Snapshots } from '../../src/run/snapshots.ts';
import type { Tick } from '../../src/run/tick.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { planFor } from '../support/plan-for.ts';
import { recordFor } from '../support/run-record.ts';
import { closedRun } from '../support/sample-result.ts';

describe('snapshots', () => {
  it('are made for every tick while they are quick, and handed over with it', () => {
    const bench = new SnapshotBench({ makingMs: () => 3 });
    bench.tick(5);
    expect(bench.madeAt).toEqual([1000, 2000, 3000, 4000, 5000]);
    expect(bench.handedOver).toEqual([1000, 2000, 3000, 4000, 5000]);
  });

  it('that are not due cost nothing: nobody asks what was measured', () => {
    const bench = new SnapshotBench({ makingMs: () => 45 });
    bench.tick(9);
    // 45 ms are 2 % of 2.25 s.
    expect(bench.madeAt).toEqual([1000, 4000, 7000]);
    expect(bench.asked).toBe(3);
  });

  it('take at most 2 % of the time until the next, using them included', () => {
    const anyCosts = fc.array(fc.tuple(fc.nat(150), fc.nat(150)), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(anyCosts, (costs) => {
        let [making, using] = [0, 0];
        const bench = new SnapshotBench({
          makingMs: () => costs[making++]?.[0] ?? 0,
          usingMs: () => costs[using++]?.[1] ?? 0,
        });
        bench.tick(400);
        const gaps = bench.madeAt.slice(1).map((at, index) => at - present(bench.madeAt[index]));
        const shares = gaps.map(
          (gapMs, index) => ((costs[index]?.[0] ?? 0) + (costs[index]?.[1] ?? 0)) / gapMs,
        );
        expect(Math.max(...shares)).toBeLessThanOrEqual(0.02);
        expect(gaps.length).toBeGreaterThan(0);
      }),
    );
  });
});

const plan = planFor({ requests: 1 });
const measured = recordFor(plan, () => {});

type Costs = { readonly makingMs: () => number; readonly usingMs?: () => number };

const anyTick: Tick = {
  elapsedMs: 0,
  isWarmup: false,
  lengthMs: null,
  progress: null,
  answered: 0,
  failed: 0,
  errors: 0,
  inFlight: 0,
  intervalMs: 1000,
  answeredInInterval: 0,
  p50Us: null,
  p99Us: null,
  maxUs: null,
  latencyCounts: [],
};

/** Snapshots whose making, and whose use, takes as long as the test says. */
class SnapshotBench {
  readonly madeAt: number[] = [];
  /** By the time that their tick tells. */
  readonly handedOver: number[] = [];
  asked = 0;
  readonly #clock = new ManualClock();
  readonly #snapshots: Snapshots;
  #spentMs = 20;

  constructor({ makingMs, usingMs = () => 0 }: Costs) {
    this.#snapshots = new Snapshots({
      make: () => {
        this.madeAt.push(this.#clock.now());
        this.#spentMs += makingMs();
        return closedRun;
      },
      onSnapshot: (_snapshot, { elapsedMs }) => {
        this.handedOver.push(elapsedMs);
        this.#spentMs += usingMs();
      },
      clock: this.#clock,
      spentMs: () => this.#spentMs,
    });
  }

  /** Once a second, from the first second on. */
  tick(seconds: number): void {
    for (let elapsedMs = 1000; elapsedMs <= seconds * 1000; elapsedMs += 1000) {
      this.#clock.advance(elapsedMs - this.#clock.now());
      this.#snapshots.offer({ ...anyTick, elapsedMs }, () => {
        this.asked++;
        return measured;
      });
    }
  }
}
