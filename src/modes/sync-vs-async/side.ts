import { present } from '../../base/assert.ts';
import { geometricMean } from '../../inference/mean-ratio.ts';
import type { Result } from '../../summary/result.ts';
import type { Side } from './comparison-result.ts';
import { pooledTimes } from './pooled-times.ts';

/** One side's figures over the rounds that count, by their numbers from 0; at least one of them has a run. */
export function sideOf(runs: readonly Result[], counted: readonly number[]): Side {
  const kept = counted.flatMap((round) => runs[round] ?? []);
  const serviceTime = pooledTimes(kept.map(({ latency }) => latency.serviceTime.all));
  return {
    wallMs: typical(kept.map(({ wallMs }) => wallMs)),
    answeredPerS: typical(kept.map(answeredPerS)),
    okPerS: typical(kept.map(okPerS)),
    p50Us: serviceTime.p50Us,
    p99Us: serviceTime.p99Us,
    cpuPerRequestUs: mean(kept.map(({ generator }) => generator.cpuPerRequestUs)),
    peakOpenFiles: Math.max(...kept.map(({ generator }) => generator.peakOpenFiles)),
    peakMemoryBytes: Math.max(...kept.map(peakMemoryBytes)),
    meanInFlight: mean(kept.map(({ littlesLaw }) => littlesLaw.meanInFlight)),
    started: kept.reduce((sum, { accounting }) => sum + accounting.started, 0),
    failed: kept.reduce((sum, { accounting }) => sum + accounting.started - accounting.ok, 0),
    serviceTime,
    runs,
  };
}

/** Responses below 400 ÷ wall time. */
export function okPerS({ accounting, wallMs }: Result): number {
  return perS(accounting.ok, wallMs);
}

function answeredPerS({ accounting, wallMs }: Result): number {
  return perS(accounting.ok + accounting.httpError + accounting.checkFailed, wallMs);
}

function perS(count: number, wallMs: number): number {
  return wallMs > 0 ? (count * 1000) / wallMs : 0;
}

function peakMemoryBytes({ generator }: Result): number {
  return generator.workers.reduce((sum, worker) => sum + worker.peakRssBytes, 0);
}

/** The geometric mean, so that the quotient of two sides' figures is that of their rounds. */
function typical(values: readonly number[]): number {
  return values.length === 1 ? present(values[0]) : geometricMean(values);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
