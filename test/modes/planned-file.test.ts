import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/errors.ts';
import type { Planning } from '../../src/plan/make-plan.ts';
import { type PlannedFile, withPlannedFile } from '../../src/modes/planned-file.ts';
import { flowsFor } from '../support/flows-for.ts';

const wrong: Problem = { message: '--fail-if: wrong' };

describe('what planning has put on disk is let go of', () => {
  it.each([
    ['when all went well', () => [], () => Promise.resolve('done'), 'done'],
    ['when something else is wrong', () => [wrong], () => Promise.resolve('done'), wrong.message],
    ['when it fails', () => [], () => Promise.reject(new Error('lost')), 'lost'],
  ])('%s', async (_when, problemsWith, use, outcome) => {
    let disposed = 0;
    const file = plannedFile(() => disposed++);
    const planning: Planning<PlannedFile> = { ok: true, plan: file, notes: [] };
    const ended = withPlannedFile(planning, problemsWith, use).catch(
      (error: unknown) => (error as Error).message,
    );
    expect(await ended).toBe(outcome);
    expect(disposed).toBe(1);
  });
});

it('a file that is wrong is told with all that is wrong beside it', async () => {
  const planning: Planning<PlannedFile> = { ok: false, problems: [{ message: 'a.yaml:1:1: wrong, too' }] };
  const ended = withPlannedFile(
    planning,
    () => [wrong],
    () => Promise.resolve(),
  );
  await expect(ended).rejects.toMatchObject({
    code: 'usage',
    problems: [wrong, { message: 'a.yaml:1:1: wrong, too' }],
  });
});

function plannedFile(dispose: () => void): PlannedFile {
  const plan = flowsFor([{ load: { kind: 'constant-vus', vus: 1, durationMs: 1000 } }]);
  const loaded = { path: 'a.yaml', folder: '/', file: {}, placeOf: () => 'a.yaml', env: {}, codePath: null };
  const rest = { baselinePath: null, serve: null, answersAt: plan.targets };
  return { plan, thresholds: [], ...rest, dispose, loaded };
}
