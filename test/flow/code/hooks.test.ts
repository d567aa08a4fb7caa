import { describe, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import { type HookSettings, runAfter, runBefore } from '../../../src/flow/code/hooks.ts';

function settings(scenario: unknown): HookSettings {
  return {
    scenario,
    codePath: '/s/checkout.ts',
    env: { STAGE: 'test' },
    secrets: ['sesame'],
    limitMs: 50,
  };
}

async function problemsOf(run: Promise<unknown>): Promise<string> {
  const error: unknown = await run.catch((thrown: unknown) => thrown);
  if (!(error instanceof InrushError)) throw new Error('it worked', { cause: error });
  expect(error.code).toBe('cannot-run');
  return error.problems.map(({ message, hint }) => `${message} | ${hint}`).join('\n');
}

describe('before', () => {
  it('sees the environment, and its answer is copied', async () => {
    const made = { ids: [1, 2] };
    const answer = await runBefore(
      settings({ before: ({ env }: HookSettings) => ({ ...made, stage: env['STAGE'] }) }),
    );
    expect(answer).toEqual({ ids: [1, 2], stage: 'test' });
    expect(await runBefore(settings({ before: () => Promise.resolve(made) }))).not.toBe(made);
  });

  it.each([[{}], [{ before: () => {} }], [{ before: 5 }], [null], [undefined]])(
    '%# answers null without an answer',
    async (scenario) => {
      expect(await runBefore(settings(scenario))).toBeNull();
    },
  );

  it('that throws says what and where', async () => {
    const scenario = { before: () => JSON.parse('{') as unknown };
    const here = { ...settings(scenario), codePath: import.meta.filename };
    expect(await problemsOf(runBefore(here))).toMatch(
      /^hooks\.test\.ts: before failed: SyntaxError: .* \(hooks\.test\.ts:\d+\) \| nothing was sent$/,
    );
  });

  it('that never ends is given up', async () => {
    expect(await problemsOf(runBefore(settings({ before: () => new Promise(() => {}) })))).toBe(
      "checkout.ts: before didn't end within 0.05 s | does it wait for something?",
    );
  });

  it('that answers what is no data says so', async () => {
    expect(await problemsOf(runBefore(settings({ before: () => ({ close: () => {} }) })))).toMatch(
      /^checkout\.ts: before answers what can't be given to the workers \(.*\) \| return plain data/,
    );
  });
});

describe('after', () => {
  it('sees what before answered, and the result', async () => {
    const seen: unknown[] = [];
    await runAfter(settings({ after: (context: unknown) => void seen.push(context) }), {
      shared: 1,
      result: null,
    });
    expect(seen).toEqual([{ env: { STAGE: 'test' }, shared: 1, result: null }]);
  });

  it('that throws says so', async () => {
    const after = (): never => {
      throw new Error('no sesame');
    };
    expect(await problemsOf(runAfter(settings({ after }), { shared: null, result: null }))).toBe(
      'checkout.ts: after failed: no *** | the run itself had ended',
    );
  });
});
