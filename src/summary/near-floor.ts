import { type Fingerprint, nearFloorRatio } from './fingerprint.ts';

/** Whether the machine makes more of a median than the target does; null when the floor, or the median, isn't known. */
export function isNearFloor(p50Us: number | null, fingerprint: Fingerprint | null): boolean | null {
  if (p50Us === null || fingerprint === null) return null;
  return p50Us <= nearFloorRatio * fingerprint.floor.p50Us;
}
