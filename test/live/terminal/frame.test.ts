import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/base/fit.ts';
import { frame, type Shown } from '../../../src/live/terminal/frame.ts';
import { type Seconds, withSecond } from '../../../src/live/terminal/seconds.ts';
import type { WindowSize } from '../../../src/live/terminal/window-size.ts';
import { type Palette, plain } from '../../../src/report/palette.ts';
import type { Tick } from '../../../src/run/tick.ts';
import type { Result } from '../../../src/summary/result.ts';
import { hostileText, poisonedReport } from '../../support/hostile-report.ts';
import { countsAt, tickAt } from '../../support/live-tick.ts';
import { flowRun, twoUrlsRun } from '../../support/sample-flow-result.ts';
import { closedRun, invalidRun, openRun } from '../../support/sample-result.ts';
import { Screen } from '../../support/screen.ts';

const usual = { columns: 80, rows: 24 };
const runs = { closedRun, openRun, invalidRun, flowRun, twoUrlsRun };

const fourSeconds = [
  tickAt(1, { isWarmup: true, answeredInInterval: 20_000, p50Us: 1600, p99Us: 4000 }),
  tickAt(2, { latencyCounts: countsAt({ 500: 20_000, 700: 40_000, 1500: 900, 200_000: 100 }) }),
  tickAt(3, { answeredInInterval: 58_000, latencyCounts: countsAt({ 500: 5000, 700: 50_000, 2000: 6000 }) }),
  tickAt(4, { answered: 1_837_020, errors: 2107 }),
];

describe('a frame', () => {
  it.each<[keyof typeof runs, number, number]>([
    ['closedRun', 80, 24],
    ['openRun', 80, 24],
    ['flowRun', 80, 24],
    ['flowRun', 120, 40],
    ['twoUrlsRun', 60, 15],
    ['invalidRun', 44, 10],
    ['closedRun', 20, 4],
  ])('of %s is as it was in a window of %d × %d', async (name, columns, rows) => {
    const lines = frame(shownOf(fourSeconds, runs[name]), { columns, rows }, plain);
    const path = `../../golden/live/${name}-${columns}x${rows}.txt`;
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(path);
  });

  it('stands in the manual as it is', async () => {
    const manual = await readFile('docs/live.md', 'utf8');
    expect(manual).toContain(frame(shownOf(fourSeconds, closedRun), usual, plain).join('\n'));
  });

  it.each<[string, Partial<Tick>, RegExp]>([
    ['how long it will take', {}, /^time +4 s +━+─+ +of 10 s$/],
    [
      'how much of a number of requests is done',
      { lengthMs: null, progress: 0.715 },
      /^time +4 s +━+─+ +71 %$/,
    ],
    ['nothing of an end that is unknown', { lengthMs: null, progress: null }, /^time +4 s$/],
    ['that it is the warm-up', { isWarmup: true }, /^warm-up +4 s +━+─+ +of 10 s$/],
    [
      'what is still open at the end',
      { elapsedMs: 12_000, progress: 1, inFlight: 7 },
      /^still open +7 +━+ +of 10 s$/,
    ],
    ['no more than the length', { elapsedMs: 10_400, progress: 1 }, /^time +10 s +━+ +of 10 s$/],
  ])('says of the time %s', (_what, given, expected) => {
    expect(frame(shownOf([tickAt(4, given)], closedRun), usual, plain)[3]).toMatch(expected);
  });

  it('shows the slowest request where no second has enough samples for a p99', () => {
    const text = frame(shownOf([tickAt(1, { p99Us: null })], null), usual, plain).join('\n');
    expect(text).toMatch(/^max +14\.8 ms/m);
    expect(text).not.toMatch(/^p99/m);
  });

  it('shows what a tick knows where nobody makes snapshots, and which of several runs it is', () => {
    const lines = frame({ ...shownOf(fourSeconds, null), label: 'async 16, round 2 of 3' }, usual, plain);
    expect(lines[0]).toBe('async 16, round 2 of 3');
    expect(lines.slice(-2)).toEqual(['answered   1,837,020 · 50 in flight', 'errors     2,107 (0.115 %)']);
  });

  it('says since when where not all seconds have room', () => {
    const ticks = Array.from({ length: 90 }, (_, index) => tickAt(index + 1, { lengthMs: 120_000 }));
    const text = frame(shownOf(ticks, closedRun), usual, plain).join('\n');
    expect(text).toMatch(/^service time +last 41 s {2}░ 1 {2}▒ 10/m);
  });

  it('keeps as many lines while a run goes well and when errors come', () => {
    const before = frame(shownOf(fourSeconds.slice(0, 2), closedRun), usual, plain);
    expect(frame(shownOf(fourSeconds, openRun), usual, plain)).toHaveLength(before.length);
  });

  it.each([
    [19, '40 %  61,000/s'],
    [43, '4 s of 10 s  61,000/s  p50 788 µs'],
    [8, '40 %'],
    [3, '40…'],
  ])('is one line in a window of %d columns, with what fits', (columns, line) => {
    expect(frame(shownOf(fourSeconds, closedRun), { columns: columns + 1, rows: 5 }, plain)).toEqual([line]);
  });
});

describe('whatever is shown', () => {
  const bold: Palette['bold'] = (text) => `\u001b[1m${text}\u001b[22m`;
  const palette: Palette = { bold, dim: bold, red: bold, green: bold, yellow: bold };
  const anySize = fc.record({
    columns: fc.integer({ min: 2, max: 220 }),
    rows: fc.integer({ min: 2, max: 70 }),
  });
  const anyRun = fc.constantFrom(...Object.values(runs), null);
  const anyTick = fc.record({
    answeredInInterval: fc.nat(4e6),
    p50Us: fc.nat(4e9),
    isWarmup: fc.boolean(),
    lengthMs: fc.constantFrom(null, 5000, 60_000, 86_399_000),
    elapsedMs: fc.nat(86_399_000),
    progress: fc.constantFrom(null, 0, 0.123, 1),
    errors: fc.nat(1e9),
    failed: fc.nat(1e9),
    inFlight: fc.nat(1e6),
  });
  const anyTicks = fc
    .array(anyTick, { minLength: 1, maxLength: 80 })
    .map((all) => all.map((given, index) => tickAt(index + 1, given)));

  it('fits in the window', () => {
    fc.assert(
      fc.property(anySize, anyRun, anyTicks, (size, run, ticks) => {
        expect(misfits(frame(shownOf(ticks, run), size, palette), size)).toEqual([]);
      }),
    );
  });

  it('fits in the window, and has no control characters, with any texts in it', async () => {
    const texts = fc.array(hostileText, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(anySize, anyRun, texts, hostileText, async (size, run, all, label) => {
        const shown = shownOf(fourSeconds, run === null ? null : poisonedReport(run, all));
        const lines = frame({ ...shown, label }, size, plain);
        expect(misfits(lines, size)).toEqual([]);
        expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        const screen = new Screen(size);
        screen.write(`${lines.join('\n')}\n`);
        expect(await screen.cursor()).toEqual({ column: 0, row: lines.length });
      }),
    );
  });
});

function shownOf(ticks: readonly Tick[], snapshot: Result | null): Shown {
  const seconds = ticks.reduce<Seconds>((all, tick) => withSecond(all, tick, false), []);
  return { label: '', tick: ticks.at(-1) ?? tickAt(1), snapshot, seconds };
}

function misfits(lines: readonly string[], { columns, rows }: WindowSize): string[] {
  return lines.filter((line, index) => index >= rows - 1 || displayWidth(line) >= columns);
}
