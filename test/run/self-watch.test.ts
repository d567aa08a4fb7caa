import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { countOpenFiles, SelfWatch } from '../../src/run/self-watch.ts';

const nextTurn = promisify(setImmediate);

describe('a worker’s watch over itself', () => {
  it('counts processor time, memory and the busy part of the event loop', () => {
    const watch = new SelfWatch();
    watch.begin();
    let sum = 0;
    for (let turn = 0; turn < 2e7; turn++) sum += turn % 7;
    const vitals = watch.vitals({ peakSockets: 12, spunMs: 3 });
    watch.close();
    expect(sum).toBeGreaterThan(0);
    expect(vitals.cpuMs).toBeGreaterThan(0);
    expect(vitals.peakRssBytes).toBeGreaterThan(1e6);
    expect(vitals.activeMs).toBeGreaterThanOrEqual(0);
    expect(vitals.elapsedMs).toBeGreaterThan(0);
    expect(vitals).toMatchObject({ peakSockets: 12, spunMs: 3 });
    expect(vitals.gcPauseMs).toBeLessThanOrEqual(vitals.maxGcPauseMs);
  });

  it('knows how long the event loop stood still', async () => {
    const watch = new SelfWatch();
    watch.begin();
    await turnFor(60);
    const before = watch.vitals({ peakSockets: 0, spunMs: 0 }).standstillMs;
    const until = performance.now() + 250;
    while (performance.now() < until);
    const { standstillMs } = watch.vitals({ peakSockets: 0, spunMs: 0 });
    await turnFor(60);
    const after = watch.vitals({ peakSockets: 0, spunMs: 0 }).standstillMs;
    watch.close();
    expect(after).toBeLessThan(200);
    expect(before).toBeLessThan(200);
    expect(standstillMs).toBeGreaterThan(220);
    expect(standstillMs).toBeLessThan(2000);
  });

  it.runIf(process.platform === 'linux')('counts open files', () => {
    const counted = countOpenFiles();
    // Other tests of this process open and close some meanwhile.
    expect(Math.abs(counted - readdirSync('/proc/self/fd').length)).toBeLessThan(20);
    expect(counted).toBeGreaterThan(3);
  });
});

/** Lets the event loop turn. */
async function turnFor(ms: number): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until) await nextTurn();
}
