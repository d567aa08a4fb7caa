import { type Fingerprint, nearFloorRatio } from './fingerprint.ts';

/** Whether a median is hardly above what the machine itself takes; null when the floor, or the median, isn't known. */
export function isNearFloor(p50Us: number | null, fingerprint: Fingerprint | null): boolean | null {
  if (p50Us === null || fingerprint === null) return null;
  return p50Us <= nearFloorRatio * fingerprint.floor.p50Us;
}
