import { appendFile, truncate, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import { RowDraw } from '../../../src/flow/data/row-draw.ts';
import type { Row } from '../../../src/flow/data/row-reader.ts';
import { FlowError } from '../../../src/flow/scope.ts';
import type { DataPlan } from '../../../src/plan/flows-plan.ts';
import { indexData } from '../../support/data-file.ts';

const picks = ['unique', 'sequential', 'random', 'shuffle'] as const;

/** Rows of `id` and, above all, of a size. */
async function planOf(count: number, own: Partial<DataPlan> = {}, padding = ''): Promise<DataPlan> {
  const rows = Array.from({ length: count }, (_, id) => `${JSON.stringify({ id, padding, tags: ['ä'] })}\n`);
  const { rowsPath, offsetsPath, rowCount } = await indexData('users.ndjson', rows.join(''));
  return {
    name: 'users',
    from: 'users.ndjson',
    pick: 'unique',
    onEnd: 'stop',
    rowsPath,
    offsetsPath,
    rowCount,
    ...own,
  };
}

function open(plan: DataPlan, worker = 0, workers = 1): RowDraw {
  const draw = new RowDraw(plan, { worker, workers, seed: 1 });
  onTestFinished(() => draw.close());
  return draw;
}

function drawAll(draw: RowDraw, most = Infinity): Row[] {
  const rows: Row[] = [];
  while (rows.length < most) {
    const row = draw.draw();
    if (row === null) break;
    rows.push(row);
  }
  return rows;
}

/** Small ones are kept in memory; of large ones a few rows, or less than one, are in a block. */
describe.each([
  ['small', 100, ''],
  ['large', 3000, 'x'.repeat(1000)],
  ['of large rows', 20, 'x'.repeat(200_000)],
])('of a file that is %s', (_what, count, padding) => {
  it.each(picks)('%s draws whole rows', async (pick) => {
    const draw = open(await planOf(count, { pick, onEnd: 'recycle' }, padding));
    const rows = drawAll(draw, 2 * count);
    expect(rows.every((row) => row['padding'] === padding && String(row['tags']) === 'ä')).toBe(true);
    const ids = new Set(rows.map((row) => row['id']));
    if (pick !== 'random') expect(ids.size).toBe(count);
    expect(Math.max(...rows.map((row) => Number(row['id'])))).toBeLessThan(count);
  });

  it('unique draws each row once over three workers', async () => {
    const plan = await planOf(count, {}, padding);
    const ids = [0, 1, 2].flatMap((worker) => drawAll(open(plan, worker, 3)).map((row) => row['id']));
    expect(ids.toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: count }, (_, id) => id),
    );
  });
});

it('any number of workers shares out any number of rows', async () => {
  const plans = new Map<number, DataPlan>();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (count, workers) => {
        const plan = plans.get(count) ?? (await planOf(count));
        plans.set(count, plan);
        const draws = Array.from({ length: workers }, (_, worker) => open(plan, worker, workers));
        const ids = draws.flatMap((draw) => drawAll(draw).map((row) => Number(row['id'])));
        expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, id) => id));
      },
    ),
  );
});

it('nobody can change a row for others', async () => {
  const row = open(await planOf(2, { onEnd: 'recycle' })).draw();
  expect(Object.isFrozen(row)).toBe(true);
  expect(Object.isFrozen(row?.['tags'])).toBe(true);
});

it('draws nothing once it was closed', async () => {
  const draw = open(await planOf(3));
  draw.close();
  draw.close();
  expect(caught(() => draw.draw())).toMatchObject({ reason: 'data' });
});

describe('when rows are used up', () => {
  it('stop draws none from then on, and says so', async () => {
    const draw = open(await planOf(1200));
    expect(drawAll(draw)).toHaveLength(1200);
    expect(draw.isUsedUp).toBe(true);
    expect(draw.draw()).toBeNull();
    expect(draw.whyNone).toBe('users.ndjson: all 1,200 rows were used');
  });

  it('is not said before another one was asked for', async () => {
    const draw = open(await planOf(3));
    drawAll(draw, 3);
    expect(draw.isUsedUp).toBe(false);
  });

  it('fail is a failure of the iteration', async () => {
    const draw = open(await planOf(1, { onEnd: 'fail' }));
    draw.draw();
    const failure = caught(() => draw.draw());
    expect(failure).toBeInstanceOf(FlowError);
    expect(failure).toMatchObject({ reason: 'data', message: 'users.ndjson: its only row was used' });
    expect(draw.isUsedUp).toBe(true);
  });

  it('recycle begins anew', async () => {
    const draw = open(await planOf(2, { onEnd: 'recycle' }));
    expect(drawAll(draw, 5).map((row) => row['id'])).toEqual([0, 1, 0, 1, 0]);
    expect(draw.isUsedUp).toBe(false);
  });
});

describe('when the file changes during the run', () => {
  const large = 'x'.repeat(1000);

  it('a row that is cut off is a failure of the iteration', async () => {
    const plan = await planOf(2000, {}, large);
    const draw = open(plan);
    await truncate(plan.rowsPath, 50_500);
    expect(drawAll(draw, 40)).toHaveLength(40);
    const failure = caught(() => drawAll(draw));
    expect(failure).toMatchObject({ reason: 'data' });
    expect(String(failure)).toContain(
      "of users.ndjson can't be read, has the file changed? (the file ends before it)",
    );
    expect(caught(() => draw.draw())).toMatchObject({ reason: 'data' });
  });

  it('a row that is another one is a failure that does not tell it', async () => {
    const plan = await planOf(2000, { pick: 'random', onEnd: 'recycle' }, large);
    const draw = open(plan);
    await writeFile(plan.rowsPath, `{"password": "hunter2"\n`.repeat(200_000));
    const failure = caught(() => draw.draw());
    expect(failure).toMatchObject({ reason: 'data' });
    expect(String(failure)).toContain('(it is not JSON)');
    expect(String(failure)).not.toContain('hunter2');
  });

  it('what is appended is not drawn', async () => {
    const plan = await planOf(3);
    await appendFile(plan.rowsPath, '{"id": 3}\n');
    expect(drawAll(open(plan))).toHaveLength(3);
  });

  it('a file that is gone before the start cannot be run with', async () => {
    const plan = await planOf(3);
    const failure = caught(() => open({ ...plan, rowsPath: `${plan.rowsPath}.gone` }));
    expect(failure).toBeInstanceOf(InrushError);
    expect(failure).toMatchObject({ code: 'cannot-run' });
  });
});

function caught(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return null;
}
