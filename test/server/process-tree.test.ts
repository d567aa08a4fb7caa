import { beforeEach, describe, expect, it } from 'vitest';
import { ProcessTree } from '../../src/server/process-tree.ts';
import { FakeProcesses, processOf } from './fake-processes.ts';

const elsewhere = { group: 1, session: 1 };
const init = processOf(1, 0, elsewhere);
const root = processOf(100, 50);

describe('the processes of a server', () => {
  let table: FakeProcesses;
  let tree: ProcessTree;
  const look = (...processes: readonly ReturnType<typeof processOf>[]): readonly number[] => {
    table.now = processes;
    return tree.look().map(({ pid }) => pid);
  };

  beforeEach(() => {
    table = new FakeProcesses();
    tree = new ProcessTree(100, table);
  });

  it.each([
    ['itself', [root], [100]],
    ['its children, wherever they put themselves', [root, processOf(7, 100, elsewhere)], [100, 7]],
    [
      'their children, whatever comes first',
      [processOf(5, 6, elsewhere), processOf(6, 100, elsewhere), root],
      [100, 6, 5],
    ],
    ['who stayed in its session when the parent ended', [root, processOf(9, 1)], [100, 9]],
    [
      'who has a group of its own in its session',
      [processOf(9, 1, { group: 9 }), processOf(8, 9, { group: 9 })],
      [9, 8],
    ],
    ['nobody else', [init, root, processOf(30, 1, elsewhere), processOf(31, 30, elsewhere)], [100]],
  ])('are %s', (_name, processes, members) => {
    expect(new Set(look(...processes))).toEqual(new Set(members));
  });

  it('stay so when they detach themselves', () => {
    look(root, processOf(9, 100, elsewhere));
    expect(look(init, processOf(9, 1, elsewhere))).toEqual([9]);
  });

  it('are not those that get the pid of one that ended', () => {
    look(root, processOf(9, 100, elsewhere));
    expect(look(init, root, processOf(9, 1, { ...elsewhere, startTicks: 77 }))).toEqual([100]);
  });

  it('may get the pid of a stranger that ended', () => {
    look(root, processOf(9, 1, elsewhere));
    look(root);
    expect(look(root, processOf(9, 100, { startTicks: 77 }))).toEqual([100, 9]);
  });

  it('are looked for among what is new only', () => {
    const stranger = processOf(30, 1, elsewhere);
    for (let times = 0; times < 5; times++) look(init, stranger, root);
    expect(Object.fromEntries(table.looks)).toEqual({ 1: 1, 30: 1, 100: 5 });
  });
});
