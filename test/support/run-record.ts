import type { Plan } from '../../src/plan/plan.ts';
import { isOpenWork } from '../../src/plan/loads.ts';
import { Recorder } from '../../src/stats/recorder.ts';
import { Tally } from '../../src/stats/tally.ts';
import type { RunRecord } from '../../src/summary/run-record.ts';
import { sampleMachine } from './sample-machine.ts';

/** The record of a run that was measured from 1000 to 2000, as `tell` tells it to its only recorder. */
export function recordFor(plan: Plan, tell: (recorder: Recorder) => void): RunRecord {
  const recorder = new Recorder();
  recorder.begin({ isOpen: isOpenWork(plan.work), measureFrom: 1000, measureTo: 2000 });
  tell(recorder);
  const tally = new Tally();
  tally.add(structuredClone(recorder.take(0)));
  return {
    plan,
    address: '127.0.0.1:8080',
    tally,
    workers: [],
    peakOpenFiles: 1,
    system: null,
    clockShiftMs: 0,
    startedAtDate: new Date('2026-05-04T09:30:00Z'),
    startAt: 1000,
    warmupMs: 0,
    steadyState: null,
    endAt: 2000,
    partialReasons: [],
    machine: sampleMachine,
    fingerprint: null,
  };
}
