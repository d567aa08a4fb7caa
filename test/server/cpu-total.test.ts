import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { CpuTotal } from '../../src/server/cpu-total.ts';
import type { ProcessStat } from '../../src/server/process-stat.ts';
import { processOf } from './fake-processes.ts';

const root = (cpuMs: number, childrenCpuMs = 0): ProcessStat => processOf(100, 50, { cpuMs, childrenCpuMs });
const child = (pid: number, parent: number, cpuMs: number, childrenCpuMs = 0): ProcessStat =>
  processOf(pid, parent, { cpuMs, childrenCpuMs });

it.each<[name: string, looks: readonly (readonly ProcessStat[])[], total: number]>([
  ['one process', [[root(100)], [root(250)]], 250],
  ['several', [[root(100), child(101, 100, 40)]], 140],
  ['one that ended, whose parent waited for it', [[root(100), child(101, 100, 40)], [root(120, 60)]], 180],
  ['one that came and went between two looks', [[root(100)], [root(100, 500)]], 600],
  ['one whose parent ignores its end', [[root(100), child(101, 100, 40)], [root(120)], [root(130)]], 170],
  [
    'a whole branch, of which the top was waited for',
    [[root(100), child(101, 100, 40, 30), child(102, 101, 200)], [root(100, 280)]],
    380,
  ],
  [
    'a whole branch that nobody waited for',
    [[root(100), child(101, 100, 40), child(102, 101, 200)], [root(110)]],
    350,
  ],
  ['an orphan, which init waits for', [[root(100), child(103, 1, 70)], [root(100)]], 170],
  [
    'the first process, with the others going on',
    [[root(100), child(101, 100, 40)], [child(101, 1, 50)]],
    150,
  ],
  ['ticks that were cut in each process', [[root(100), child(101, 100, 40)], [root(100, 20)]], 120],
  [
    'a pid that was given again',
    [
      [root(100), child(101, 100, 40)],
      [root(100, 40), processOf(101, 100, { cpuMs: 5, startTicks: 9 })],
    ],
    145,
  ],
])('counts the time of %s', (_name, looks, total) => {
  const cpu = new CpuTotal();
  expect(looks.map((stats) => cpu.update(stats)).at(-1)).toBe(total);
});

it('never falls by more than is rounded, whoever ends when', () => {
  const look = fc.array(
    fc.record({ pid: fc.integer({ min: 100, max: 105 }), parent: fc.integer({ min: 99, max: 105 }) }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.array(look, { minLength: 2, maxLength: 8 }), (looks) => {
      const cpu = new CpuTotal();
      let before = 0;
      for (const [index, members] of looks.entries()) {
        const stats = new Map(members.map(({ pid, parent }) => [pid, child(pid, parent, 100 * (index + 1))]));
        const total = cpu.update([...stats.values()]);
        expect(total).toBeGreaterThanOrEqual(before);
        before = total;
      }
    }),
  );
});
