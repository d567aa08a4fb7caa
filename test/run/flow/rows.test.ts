import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataPlan } from '../../../src/plan/flows-plan.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { flowRequest, flowsFor } from '../../support/flows-for.ts';
import { VirtualRun } from '../../support/virtual-run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inrush-rows-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const tenASecond = {
  kind: 'constant-arrival-rate',
  ratePerS: 10,
  durationMs: 5000,
  arrival: 'uniform',
  iterations: null,
} as const;

describe('the rows of a data source', () => {
  it('go to one iteration each, over all workers', async () => {
    const run = new VirtualRun(planWith(source(30, 'unique', 'stop'), 'iterationData', 3), {
      serviceMs: () => 10,
    });
    const result = await run.result();
    const sent = run.server.requests.map(({ spec }) => spec.path);
    expect(sent.toSorted(byNumber)).toEqual(Array.from({ length: 30 }, (_, index) => `/item/${index}`));
    expect(result.iterations).toMatchObject({ started: 30, completed: 30 });
    expect(result.data).toEqual([{ name: 'items', rows: 30, exhausted: true }]);
    expect(result.completion).toEqual({ state: 'complete' });
    expect(result.accounting.balanced).toBe(true);
  });

  it('begin anew where they are recycled', async () => {
    const run = new VirtualRun(planWith(source(4, 'sequential', 'recycle'), 'iterationData', 1), {
      serviceMs: () => 10,
    });
    await run.result();
    const sent = run.server.requests.slice(0, 6).map(({ spec }) => spec.path);
    expect(sent).toEqual(['/item/0', '/item/1', '/item/2', '/item/3', '/item/0', '/item/1']);
  });

  it('make the run a partial one where they must not run out', async () => {
    const plan = planWith(source(5, 'unique', 'fail'), 'iterationData', 1);
    const result = await new VirtualRun(plan, { serviceMs: () => 10 }).result();
    expect(result.iterations.started).toBe(5);
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['all rows of items.csv were used, and its onEnd is fail'],
    });
  });

  it('end an open load when they are used, and what was planned until then is accounted for', async () => {
    const plan = planWith(source(20, 'unique', 'stop'), 'iterationData', 2, true);
    const result = await new VirtualRun(plan, { serviceMs: () => 10 }).result();
    expect(result.iterations).toMatchObject({ started: 20, completed: 20 });
    expect(result.iterations.planned - result.iterations.missed).toBe(20);
    expect(result.accounting).toMatchObject({ started: 20, balanced: true });
  });

  it('stay with a user that drew one before its session', async () => {
    const run = new VirtualRun(planWith(source(2, 'unique', 'stop'), 'userData', 1), { serviceMs: () => 10 });
    const result = await run.result();
    expect(new Set(run.server.requests.map(({ spec }) => spec.path))).toEqual(
      new Set(['/item/0', '/item/1']),
    );
    expect(result.iterations.started).toBeGreaterThan(20);
  });

  it('leave users without one out, and say so', async () => {
    const plan = planWith(source(1, 'unique', 'stop'), 'userData', 1);
    const result = await new VirtualRun(plan, { serviceMs: () => 10 }).result();
    expect(result.session).toEqual({
      users: 1,
      failed: [{ reason: 'data', count: 1, example: 'there is no row of items left for user 1' }],
    });
  });
});

function source(count: number, pick: DataPlan['pick'], onEnd: DataPlan['onEnd']): DataPlan {
  const lines = Array.from({ length: count }, (_, index) => `${JSON.stringify({ id: index })}\n`);
  const rowsPath = join(folder, `${pick}-${onEnd}-${count}.ndjson`);
  writeFileSync(rowsPath, lines.join(''));
  const offsetsPath = `${rowsPath}.offsets`;
  const offsets = new Float64Array(count + 1);
  for (const [index, line] of lines.entries()) offsets[index + 1] = (offsets[index] ?? 0) + line.length;
  writeFileSync(offsetsPath, offsets);
  return { name: 'items', from: 'items.csv', pick, onEnd, rowsPath, offsetsPath, rowCount: count };
}

function planWith(data: DataPlan, use: 'userData' | 'iterationData', workers: number, isOpen = false): Plan {
  const id = {
    kind: 'member',
    of: { kind: 'variable', name: 'items' },
    key: { kind: 'value', value: 'id' },
  } as const;
  const item = flowRequest('item', { path: ['/item/', { expression: id, encoding: 'component' }] });
  const vus = Math.max(2, workers);
  const closed = { kind: 'constant-vus', vus, durationMs: 1000 } as const;
  const lane = { load: isOpen ? tenASecond : closed, vus, maxVus: vus, [use]: ['items'] };
  return flowsFor([lane], { requests: [item], data: [data] }, { workers });
}

function byNumber(one: string, other: string): number {
  return Number(one.slice(6)) - Number(other.slice(6));
}
