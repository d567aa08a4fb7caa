import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { SeriesName } from '../../src/stats/delta.ts';
import { Samples } from '../../src/stats/samples.ts';
import { Tally } from '../../src/stats/tally.ts';
import { confidenceOf } from '../../src/summary/confidence.ts';
import type { Confidence } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';

const open = planFor({ ratePerS: 100, durationMs: 20_000 });
const closed = planFor({ connections: 10, durationMs: 20_000 });

describe('the confidence of a run', () => {
  it('is about response time with a plan, else about service time', () => {
    const response = tallyOf({ responseOk: 20, responseRest: 20 }, 20);
    const service = tallyOf({ serviceOk: 20, serviceRest: 20 }, 20);
    expect(confidenceIn(open, response)).toMatchObject({ series: 'response', level: 0.95, windows: 20 });
    expect(confidenceIn(closed, service)).toMatchObject({ series: 'service', blockLength: 3 });
  });

  it('is null with fewer than ten seconds', () => {
    expect(confidenceIn(closed, tallyOf({ serviceOk: 100 }, 9))).toBeNull();
    expect(confidenceIn(closed, tallyOf({ serviceOk: 100 }, 10))).not.toBeNull();
    expect(confidenceIn(closed, new Tally())).toBeNull();
  });

  it('has intervals for what the sample carries, failures among it, and for nothing else', () => {
    // 400 of them: enough for p99, not for p99.9.
    const { percentiles } = confidenceIn(open, tallyOf({ responseOk: 15, responseRest: 5 }, 20)) ?? {};
    expect(percentiles).toMatchObject({ p999Us: null, p9999Us: null });
    expect(percentiles?.p99Us?.lowUs).toBeGreaterThan(9000);
    expect(percentiles?.p50Us?.lowUs).toBeLessThan(5000);
    expect(percentiles?.p50Us?.highUs).toBeGreaterThan(5000);
  });

  it('knows no end where it would lie among lower bounds', () => {
    const fromUs = 9500;
    const { percentiles } = confidenceIn(open, tallyOf({ responseOk: 100 }, 30, fromUs)) ?? {};
    expect(percentiles?.p99Us).toMatchObject({ highUs: null });
    expect(percentiles?.p99Us?.lowUs).toBeGreaterThan(fromUs);
    expect(percentiles?.p95Us).toMatchObject({ highUs: null });
    expect(percentiles?.p95Us?.lowUs).toBeLessThan(fromUs);
    expect(percentiles?.p90Us?.highUs).toBeLessThan(fromUs);
  });

  it('is the same for the same seed', () => {
    const tally = tallyOf({ responseOk: 40, responseRest: 2 }, 30);
    expect(confidenceIn(open, tally)).toEqual(confidenceIn(open, tally));
  });
});

function confidenceIn(plan: Plan, { samples, latencyWindows }: Tally): Confidence | null {
  const [series, parts] =
    plan === open
      ? (['response', [samples.responseOk, samples.responseRest]] as const)
      : (['service', [samples.serviceOk, samples.serviceRest]] as const);
  return confidenceOf({ series, parts, windows: latencyWindows.list(), seed: plan.seed });
}

/** So many samples of each series a second, even from 0 to 10 ms; those above `fromUs` are lower bounds. */
function tallyOf(each: Partial<Record<SeriesName, number>>, seconds: number, fromUs = Infinity): Tally {
  const random = seededRandom(4);
  const tally = new Tally();
  for (let interval = 0; interval < seconds; interval++) {
    const samples = Object.fromEntries(
      Object.entries(each).map(([name, count]) => {
        const part = new Samples();
        for (let index = 0; index < count; index++) {
          const us = 10_000 * random();
          if (us > fromUs) part.recordBound(us);
          else part.record(us);
        }
        tally.samples[name as SeriesName].merge(part.counts());
        return [name, part.counts()];
      }),
    );
    tally.latencyWindows.add({ interval, samples });
  }
  return tally;
}
