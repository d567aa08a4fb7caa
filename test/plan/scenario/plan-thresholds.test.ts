import { describe, expect, it } from 'vitest';
import { assert } from '../../../src/base/assert.ts';
import type { ScenarioFile } from '../../../src/scenario/file/scenario-file.ts';
import type { Threshold } from '../../../src/scenario/threshold.ts';
import { localTarget, planFile, problemsOf } from '../../support/planned-file.ts';

const file = {
  target: localTarget,
  steps: [
    { name: 'orders', get: '/', check: { status: 200 } },
    { name: 'pay', post: '/' },
  ],
  load: { kind: 'constant-arrival-rate', rate: 10, for: 10 },
} as const;

describe('a threshold of a file', () => {
  it('may be a text, or a condition with more about it', async () => {
    const [plain, patient, eager] = await thresholdsOf({
      thresholds: [
        'p95 < 500ms',
        { condition: 'errors < 1%', abortOnFail: true, delay: '10s' },
        { condition: 'orders.p95 < 1s', abortOnFail: true, confident: true },
      ],
    });
    expect(plain).toMatchObject({ abort: null, isConfident: false });
    expect(patient).toMatchObject({ metric: { kind: 'errors' }, abort: { delayMs: 10_000 } });
    expect(eager).toMatchObject({ request: 'orders', abort: { delayMs: 0 }, isConfident: true });
  });

  it('is as confident as the file, unless it says otherwise', async () => {
    const all = await thresholdsOf({
      confident: true,
      thresholds: ['p95 < 1s', { condition: 'p99 < 1s', confident: false }],
    });
    expect(all.map(({ isConfident }) => isConfident)).toEqual([true, false]);
  });

  it('may be about one check', async () => {
    const [check] = await thresholdsOf({ thresholds: ['orders.checks."status is 200" > 99%'] });
    expect(check).toMatchObject({ request: 'orders', metric: { kind: 'check', label: 'status is 200' } });
  });

  it('may rest on a baseline, whose place is that of the file', async () => {
    const planning = await planFile({
      ...file,
      baseline: 'ci/baseline.json',
      thresholds: ['p95 < baseline + 10%'],
    });
    expect(planning).toMatchObject({ plan: { baselinePath: '/shop/ci/baseline.json' } });
    expect(await planFile({ ...file })).toMatchObject({ plan: { baselinePath: null } });
  });
});

it.each<[NonNullable<ScenarioFile['thresholds']>[number], string]>([
  [
    { condition: 'p59 < 1s' },
    'thresholds[0].condition: "p59 < 1s": p59 is not kept; the percentiles are p50, p75, p90, p95, p99, p99.9, p99.99',
  ],
  [
    { condition: 'requests > 10', abortOnFail: true },
    'thresholds[0].abortOnFail: "requests > 10" adds up over the run, and says nothing of a single second → use a time, a share or the rate: errors < 1%',
  ],
  [
    { condition: 'p95 < baseline + 10%', abortOnFail: true },
    'thresholds[0].abortOnFail: "p95 < baseline + 10%": single seconds can\'t be held against a baseline of whole runs → add a threshold with a limit of its own for it',
  ],
  [
    { condition: 'p95 < 1s', delay: '5s' },
    'thresholds[0].delay: delay belongs to abortOnFail → add abortOnFail: true',
  ],
  [
    { condition: 'p95 < 1s', abortOnFail: true, delay: 'soon' },
    'thresholds[0].delay: delay: "soon" is not a duration such as 500ms, 30s or 1m30s',
  ],
  [
    'orders.checks."status is 201" > 99%',
    'thresholds[0]: "orders.checks."status is 201" > 99%" asks for a check "status is 201" that isn\'t there → did you mean "status is 200"?',
  ],
  [
    'checks."banana" > 99%',
    'thresholds[0]: "checks."banana" > 99%" asks for a check "banana" that isn\'t there → there are "status is 200"',
  ],
  [
    'pay.checks.failed < 1',
    'thresholds[0]: "pay.checks.failed < 1" asks for checks, and there are none → add some: check: { status: 200 }',
  ],
])('%j is refused with its place', async (threshold, problem) => {
  expect(await problemsOf({ ...file, thresholds: [threshold] })).toEqual([problem]);
});

async function thresholdsOf(
  given: Pick<ScenarioFile, 'thresholds' | 'confident'>,
): Promise<readonly Threshold[]> {
  const planning = await planFile({ ...file, ...given });
  assert(planning.ok, 'the file is right');
  return planning.plan.thresholds;
}
