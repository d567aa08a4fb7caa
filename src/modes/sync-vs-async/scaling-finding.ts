import { assertNever } from '../../base/assert.ts';
import type { Result } from '../../summary/result.ts';
import type { Effect, Finding, Side } from './comparison-result.ts';

/** Of the ideal speed-up; what is lost below that is unsteadiness and the generator's own work. */
const scalesFrom = 0.75;
/** A speed-up below this is overlap of network and work, not work done at once. */
const serialisesBelow = 1.5;
/** From here on a worker had no time left for what the target might have answered. */
const busyFrom = 0.95;
/** A shorter run is mostly its own beginning: cold code, and waves that have not yet spread out. */
const shortBelowMs = 100;
/** Of a request's time; from here on what overlaps is not only the target's work. */
const ownWorkFrom = 0.25;

export type Compared = {
  readonly sync: Side;
  readonly async: Side;
  readonly effect: Effect;
  readonly concurrency: number;
  /** Of each side, in each round. */
  readonly requests: number;
};

/**
 * Says in plain words what the comparison means. The target works on `handledAtOnce` requests at once by Little's
 * law (async throughput × sync service time); when the speed-up is near its ideal, it scales.
 */
export function findScaling(compared: Compared): Finding {
  const { effect, concurrency, sync, async } = compared;
  if (effect.speedup === null) {
    return { kind: 'no-comparison', sentence: whyIncomparable(sync, async) };
  }
  if (concurrency === 1) {
    const sentence = 'Both sides had one request in flight: raise -c to compare sync with async.';
    return { kind: 'no-comparison', sentence };
  }
  const kind = kindOf(compared, effect.speedup);
  const doubt = kind === 'serialises' || kind === 'saturates' ? doubtAbout(sync, async) : '';
  return { kind, sentence: sentenceFor(kind, compared) + failureCaveat(sync, async) + doubt };
}

function whyIncomparable(sync: Side, async: Side): string {
  if (sync.okPerS === 0 || async.okPerS === 0) {
    return 'Nothing to compare: at least one side had no success.';
  }
  if (sync.started !== async.started) {
    return `Not the same work: sync sent ${countText(sync.started)} requests, async ${countText(async.started)}.`;
  }
  return `Not the same work: ${shareText(sync)} sync and ${shareText(async)} async requests failed.`;
}

type Kind = Exclude<Finding['kind'], 'no-comparison'>;

function kindOf({ async, requests, concurrency }: Compared, speedup: number): Kind {
  if (speedup >= scalesFrom * idealSpeedup(requests, concurrency)) return 'scales';
  if (isGeneratorLimited(async.runs)) return 'generator-limited';
  return speedup < serialisesBelow ? 'serialises' : 'saturates';
}

/** Requests go out in waves, and the last one takes its time even when it isn't full. */
function idealSpeedup(requests: number, concurrency: number): number {
  return requests / Math.ceil(requests / concurrency);
}

function isGeneratorLimited(runs: readonly Result[]): boolean {
  return runs.every(({ generator }) =>
    generator.workers.some(({ eventLoopUtilization }) => eventLoopUtilization >= busyFrom),
  );
}

function sentenceFor(kind: Kind, { effect, concurrency }: Compared): string {
  const times = (effect.latencyInflation ?? NaN).toFixed(1);
  switch (kind) {
    case 'scales':
      return `It scales: your target handles ${concurrency} requests at once; there latency is ${times}×.`;
    case 'generator-limited':
      return 'The generator was the limit: it used its whole core, so this says little about your target. Add workers (-w).';
    case 'serialises':
      return `It serialises: your target handles one request at a time; with ${concurrency} in flight latency is ${times}×.`;
    case 'saturates': {
      const atOnce = Math.max(2, Math.min(concurrency, Math.round(effect.handledAtOnce ?? NaN)));
      return `It saturates: your target handles about ${atOnce} requests at once; with ${concurrency} in flight latency is ${times}×.`;
    }
    default:
      return assertNever(kind);
  }
}

function failureCaveat(sync: Side, async: Side): string {
  if (sync.failed + async.failed === 0) return '';
  return ` Failed requests don't count: ${shareText(sync)} sync, ${shareText(async)} async.`;
}

function shareText({ failed, started }: Side): string {
  return `${countText(failed)} of ${countText(started)}`;
}

function countText(count: number): string {
  return count.toLocaleString('en');
}

/** Why a limit may be another one than the target's. */
function doubtAbout({ serviceTime, p50Us }: Side, { wallMs, cpuPerRequestUs }: Side): string {
  if (wallMs < shortBelowMs) {
    return ` But async took only ${wallMs.toFixed(0)} ms: raise -n for a surer answer.`;
  }
  const typicalUs = p50Us ?? serviceTime.meanUs ?? Infinity;
  if (cpuPerRequestUs < ownWorkFrom * typicalUs) return '';
  const own = `${cpuPerRequestUs.toFixed(0)} µs are the generator's own work`;
  return ` But of the ${typicalUs.toFixed(0)} µs that a request takes, ${own}.`;
}
