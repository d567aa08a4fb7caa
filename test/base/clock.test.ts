import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { monotonicClock } from '../../src/base/clock.ts';

describe('monotonicClock', () => {
  it('never goes back', () => {
    const readings = Array.from({ length: 100_000 }, () => monotonicClock.now());
    expect(readings.filter((now, index) => now < (readings[index - 1] ?? now))).toEqual([]);
  });

  it('has steps below a microsecond', () => {
    const readings = Array.from({ length: 100_000 }, () => monotonicClock.now());
    const steps = readings.slice(1).map((now, index) => now - (readings[index] ?? now));
    expect(Math.min(...steps.filter((step) => step > 0))).toBeLessThan(0.001);
  });

  it('counts from the origin of the machine, as process.hrtime does', () => {
    let nearest = Infinity;
    for (let attempt = 0; attempt < 100; attempt++) {
      const before = hrtimeMs();
      const now = monotonicClock.now();
      const after = hrtimeMs();
      nearest = Math.min(nearest, Math.abs(now - (before + after) / 2));
    }
    expect(nearest).toBeLessThan(0.01);
  });

  it('agrees with another process', () => {
    const before = monotonicClock.now();
    const other = Number(
      execFileSync(process.execPath, ['-p', 'process.hrtime.bigint().toString()'], { encoding: 'utf8' }),
    );
    const after = monotonicClock.now();
    expect(other / 1e6).toBeGreaterThan(before);
    expect(other / 1e6).toBeLessThan(after);
  });
});

function hrtimeMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
