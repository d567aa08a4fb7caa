import { expect, it } from 'vitest';
import { parseCount, parseDurationMs } from '../../src/base/units.ts';
import { allManuals } from '../../src/cli/manuals.ts';
import { planSides } from '../../src/modes/sync-vs-async/comparison-plan.ts';
import { planFor, roomyMachine } from '../support/plan-for.ts';

/** What the help prints in square brackets. */
const printed = new Map(
  allManuals()
    .filter(({ name }) => name === null || name === 'sync-vs-async')
    .flatMap(({ flags }) => flags)
    .map(({ name, describe }) => [name, /\[([^\]]*)\]$/.exec(describe)?.[1]] as const),
);
const plan = planFor({});
const { timeouts } = plan;

it.each([
  ['timeout', timeouts.totalMs],
  ['connect-timeout', timeouts.connectMs],
  ['tls-timeout', timeouts.tlsMs],
  ['first-byte-timeout', timeouts.firstByteMs],
  ['idle-timeout', timeouts.idleMs],
  ['graceful-stop', plan.gracefulStopMs],
  ['duration', 'durationMs' in plan.work.load ? (plan.work.load.durationMs ?? NaN) : NaN],
])('--%s says the default it has, %d ms', (name, ms) => {
  const text = printed.get(name) ?? '';
  expect(text === 'none' ? Infinity : parseDurationMs(text)).toEqual(
    ms === Infinity ? ms : { ok: true, value: ms },
  );
});

it.each([
  ['max-queued', plan.maxQueued],
  ['pipelining', plan.pipelining],
  ['seed', plan.seed],
])('--%s says the default it has, %d', (name, count) => {
  expect(parseCount(printed.get(name) ?? '')).toEqual({ ok: true, value: count });
});

it.each([
  ['engine', plan.engine],
  ['arrival', 'uniform'],
  ['method', 'GET, or POST with a body'],
])('--%s says the default it has, %s', (name, text) => {
  expect(printed.get(name)).toBe(text);
});

it('--connections says the defaults it has', () => {
  const open = planFor({ ratePerS: 100 });
  const sides = planSides({ url: 'http://127.0.0.1/' }, roomyMachine, {});
  const async = sides.ok ? sides.plan.contenders.at(-1)?.plan.connections : NaN;
  expect(printed.get('connections')).toBe(
    `${plan.connections}; ${open.connections} at most with -R; ${async} in sync-vs-async`,
  );
});
