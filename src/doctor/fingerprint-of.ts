import type { Fingerprint } from '../summary/fingerprint.ts';
import type { DoctorReport } from './doctor-report.ts';

/** What `doctor --save` keeps; null when the self-test could not tell the floor. */
export function fingerprintOf({ machine, inrush, startedAt, selfTest }: DoctorReport): Fingerprint | null {
  const { floor, closedLoop, openModel } = selfTest;
  if (floor === null) return null;
  return {
    machine,
    savedAt: startedAt,
    inrush,
    floor: { p50Us: floor.p50Us, p99Us: floor.p99Us },
    highestRatePerS: openModel.highestRatePerS,
    closedLoopPerS: closedLoop?.perS ?? null,
  };
}
