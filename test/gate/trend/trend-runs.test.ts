import { describe, expect, it } from 'vitest';
import type { StoredRun } from '../../../src/gate/compare/make-side.ts';
import {
  conditionNotes,
  conditionNumbers,
  differencesAcross,
} from '../../../src/gate/trend/run-conditions.ts';
import { trustNotes } from '../../../src/gate/trend/trust-notes.ts';
import type { TrustSignal } from '../../../src/summary/result.ts';
import { runsInOrder } from '../../../src/gate/trend/trend-runs.ts';
import { invalidRun, partialRun } from '../../support/sample-result.ts';
import { storedRun } from '../../support/stored-run.ts';

const at = (minute: number, name: string): StoredRun => ({ name, result: storedRun({ minute }) });

describe('runs are put in order', () => {
  it('by when they started, then by name', () => {
    const other = { ...storedRun({ minute: 1 }), latency: storedRun({ p50Ms: 11 }).latency };
    const histogram = 'another';
    const { serviceTime } = other.latency;
    const latency = {
      ...other.latency,
      serviceTime: { ...serviceTime, all: { ...serviceTime.all, histogram } },
    };
    const same: StoredRun = { name: 'a', result: { ...other, latency } };
    const { counted } = runsInOrder([at(2, 'x'), at(1, 'b'), same, at(0, 'z')], null);
    expect(counted.map(({ name }) => name)).toEqual(['z', 'a', 'b', 'x']);
  });

  it('without copies, partial ones and those that nobody can trust', () => {
    const runs = [
      at(1, 'b'),
      at(1, 'copy of b'),
      { name: 'partial', result: partialRun },
      { name: 'invalid', result: { ...invalidRun, startedAt: '2026-05-04T11:00:00.000Z' } },
    ];
    const { counted, leftOut } = runsInOrder(runs, null);
    expect(counted.map(({ name }) => name)).toEqual(['b']);
    expect(leftOut.map(({ name }) => name)).toEqual(['partial', 'copy of b', 'invalid']);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^partial: /),
      'the same run as b',
      expect.stringMatching(/^its numbers can't be trusted: /),
    ]);
  });

  it('as far as the newest ones are wanted', () => {
    const { counted } = runsInOrder([at(0, 'a'), at(1, 'b'), at(2, 'c')], 2);
    expect(counted.map(({ name }) => name)).toEqual(['b', 'c']);
  });
});

describe('conditions of runs', () => {
  const machines = (cores: readonly number[]): StoredRun[] =>
    cores.map((count, minute) => {
      const result = storedRun({ minute });
      const machine = { ...result.generator.machine, cores: count };
      return { name: `${minute}`, result: { ...result, generator: { ...result.generator, machine } } };
    });

  it('have the same number where nothing differs', () => {
    expect(conditionNumbers(machines([2, 2, 4, 2, 8, 4]))).toEqual([0, 0, 1, 0, 2, 1]);
  });

  it.each<[string, number[], number[], string[]]>([
    ['are one', [2, 2, 2], [2, 2, 2], []],
    ['changed with it', [2, 2, 2], [4, 4, 4], ['machine: cores: 2, now 4']],
    ['changed just before', [2, 2, 2, 4], [4, 4, 4], ['machine: cores: 2, now 4']],
    ['changed just after', [2, 2, 2], [2, 4, 4, 4, 4], ['machine: cores: 2, now 4']],
    ['changed long before', [2, 2, 2, 4, 4, 4], [4, 4, 4], []],
    ['take turns', [2, 4, 2, 4], [2, 2, 2, 4], []],
    ['take turns, and were others long before', [8, 2, 4, 2], [4, 2, 4], []],
  ])('that %s: what differs across a change', (_name, before, after, expected) => {
    const runs = machines([...before, ...after]);
    const places = [...runs.keys()];
    const found = differencesAcross(
      runs,
      conditionNumbers(runs),
      places.slice(0, before.length),
      places.slice(before.length),
    );
    expect(found).toEqual(expected);
  });

  it('are told where they changed, the newest places first', () => {
    const runs = machines([2, 4, 2, 4, 4, 2, 4]);
    expect(conditionNotes(runs, conditionNumbers(runs))).toEqual([
      'other conditions from 6 on: machine: cores: 2, now 4',
      'other conditions from 5 on: machine: cores: 4, now 2',
      'other conditions from 3 on: machine: cores: 2, now 4',
      'conditions changed 2 times before that',
    ]);
    expect(conditionNotes(machines([2, 2]), [0, 0])).toEqual([]);
  });
});

describe('degraded trust of runs', () => {
  const degraded = (minute: number, ...signals: TrustSignal[]): StoredRun => {
    const reasons = signals.map((signal) => ({ level: 'degraded', signal, message: '', hint: '' }) as const);
    return { name: `${minute}`, result: { ...storedRun({ minute }), trust: { level: 'degraded', reasons } } };
  };

  it.each<[string, StoredRun[], string[]]>([
    ['is no news where there is none', [at(0, 'a')], []],
    [
      'is told with its signal',
      [at(0, 'a'), degraded(1, 'gc', 'gc')],
      ['1 of 2 runs have degraded trust, for gc'],
    ],
    [
      'is told with the signal that most runs have',
      [degraded(0, 'gc', 'gc'), degraded(1, 'steal'), degraded(2, 'steal', 'gc'), degraded(3, 'steal')],
      ['4 of 4 runs have degraded trust, most often for steal'],
    ],
  ])('%s', (_name, runs, expected) => {
    expect(trustNotes(runs)).toEqual(expected);
  });
});
