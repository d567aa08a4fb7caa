import type { VuStage } from '../scenario/load.ts';

/** When a user runs, in ms from the beginning of the load; the end is not in it. */
export type ActiveSpan = { readonly fromMs: number; readonly toMs: number };

/**
 * When user `index` (from 0) of a ramp is one of those that run: while the number of users, which moves in straight
 * lines, is above `index` + ½, so that it is rounded to whole users.
 */
export function activeSpans(
  startVus: number,
  stages: readonly VuStage[],
  index: number,
): readonly ActiveSpan[] {
  const level = index + 0.5;
  const spans: ActiveSpan[] = [];
  let vus = startVus;
  let atMs = 0;
  let fromMs = vus > level ? 0 : null;
  for (const { durationMs, targetVus } of stages) {
    const crossesUp = vus <= level && targetVus > level;
    const crossesDown = vus > level && targetVus <= level;
    const crossingMs = atMs + durationMs * ((level - vus) / (targetVus - vus));
    if (crossesUp) fromMs = crossingMs;
    if (crossesDown && fromMs !== null) {
      spans.push({ fromMs, toMs: crossingMs });
      fromMs = null;
    }
    vus = targetVus;
    atMs += durationMs;
  }
  if (fromMs !== null) spans.push({ fromMs, toMs: atMs });
  return spans.filter((span) => span.toMs > span.fromMs);
}

/** Of a warm-up: as many as the ramp has first, when it has any. */
export function firstVus(startVus: number, stages: readonly VuStage[]): number {
  if (startVus > 0) return startVus;
  return stages.find(({ targetVus }) => targetVus > 0)?.targetVus ?? 0;
}
