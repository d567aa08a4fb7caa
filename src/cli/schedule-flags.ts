import { parseCount, parseDurationMs, parseRatePerS } from '../base/units.ts';
import type { Arrival, Pacing } from '../scenario/load.ts';
import { readChoice, reading } from './flag.ts';
import { parseStages } from './flag-values.ts';
import type { ScenarioDraft, ScenarioFlag } from './scenario-draft.ts';

const arrivals: readonly Arrival[] = ['uniform', 'poisson'];
const pacings: readonly Pacing[] = ['auto', 'precise', 'timer'];

/** Only for commands that choose their own load. */
export const scheduleFlags: readonly ScenarioFlag[] = [
  {
    name: 'duration',
    alias: 'd',
    group: 'Load:',
    value: 'TIME',
    describe: 'How long: 30s, 1m30s, a bare number is seconds [10s]',
    read: reading(parseDurationMs, (draft, ms) => (draft.durationMs = ms)),
  },
  {
    name: 'rate',
    alias: 'R',
    group: 'Load:',
    value: 'N',
    describe: 'Open model: start N requests a second, whatever the target does',
    read: reading(parseRatePerS, (draft, rate) => (draft.ratePerS = rate)),
  },
  {
    name: 'stages',
    group: 'Load:',
    value: 'TIME:RATE,…',
    describe: 'Open model: ramp to each rate in turn, from -R or 0; 10s:100,1m:500',
    read: reading(parseStages, (draft, stages) => (draft.stages = stages)),
  },
  {
    name: 'arrival',
    group: 'Load:',
    value: 'KIND',
    describe: 'How an open model spaces its starts: uniform or poisson [uniform]',
    completesTo: arrivals,
    read: reading(readChoice(arrivals), (draft, arrival) => (draft.arrival = arrival)),
  },
  {
    name: 'pacing',
    group: 'Load:',
    value: 'KIND',
    describe: 'How an open model waits for a start: precise spins, timer sleeps, auto does both [auto]',
    completesTo: pacings,
    read: reading(readChoice(pacings), (draft, pacing) => (draft.pacing = pacing)),
  },
  {
    name: 'warmup',
    group: 'Load:',
    value: 'TIME|auto',
    describe: 'Run this long before measuring; auto: until the target is steady, 11s to 60s',
    completesTo: ['auto'],
    read: readWarmup,
  },
  {
    name: 'max-queued',
    group: 'Load:',
    value: 'N',
    describe: 'Starts of an open model that may wait for a connection [1M]',
    read: reading(parseCount, (draft, count) => (draft.maxQueued = count)),
  },
  {
    name: 'pipelining',
    alias: 'p',
    group: 'Load:',
    value: 'N',
    describe: 'Requests in flight on each connection [1]',
    read: reading(parseCount, (draft, count) => (draft.pipelining = count)),
  },
];

const readWarmupTime: ScenarioFlag['read'] = reading(parseDurationMs, (draft, ms) => (draft.warmupMs = ms));

function readWarmup(draft: ScenarioDraft, text: string): string | undefined {
  if (text === 'auto') {
    draft.warmup = 'auto';
    return undefined;
  }
  const problem = readWarmupTime(draft, text);
  return problem === undefined ? undefined : `${problem}, nor auto`;
}
