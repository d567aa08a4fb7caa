import type { Result } from '../../src/summary/result.ts';
import { closedRun, distribution, noRequests } from './sample-result.ts';

export type SideRunParts = {
  readonly connections: number;
  readonly wallMs: number;
  readonly serviceUs: number;
  readonly accounting?: Result['accounting'];
};

/** A run of 2,000 requests in which every one had the same service time. */
export function sideRun({ connections, wallMs, serviceUs, accounting = all(2000) }: SideRunParts): Result {
  const times = distribution(
    accounting.started,
    Array.from({ length: 10 }, () => serviceUs),
  );
  return {
    ...closedRun,
    load: { ...closedRun.load, connections },
    wallMs,
    accounting,
    latency: { ...closedRun.latency, serviceTime: { ok: times, all: times } },
  };
}

/** Every request was ok. */
export function all(count: number): Result['accounting'] {
  return { ...noRequests, planned: count, started: count, ok: count };
}

export function partial(result: Result, reason: string): Result {
  return { ...result, completion: { state: 'partial', reasons: [reason] } };
}
