import type { Load } from '../../scenario/load.ts';
import type { Result } from '../../summary/result.ts';
import { formatCount, formatRate } from '../format.ts';
import type { Span } from './page.ts';

/** A stage of a load as it was asked for, from the start of the load. */
type Leg = { readonly endMs: number; readonly label: string };

/** The warm-up, then the stages of the load: one ends where a stage of any of its flows does. In seconds from the start. */
export function runSpans({ load, flows, measuredMs }: Result): Span[] {
  const warmupS = load.warmupMs / 1000;
  const warmup = { from: 0, to: warmupS, label: 'warm-up', isDimmed: true };
  const legs = legsOf(load.load, flows);
  const ends = [...new Set(legs.map(({ endMs }) => endMs))].toSorted((a, b) => a - b);
  const stages = ends.flatMap((endMs, index) => {
    const fromMs = ends[index - 1] ?? 0;
    if (fromMs >= measuredMs || endMs <= fromMs) return [];
    const label = legs.flatMap((leg) => (leg.endMs === endMs ? [leg.label] : [])).join(', ');
    const to = warmupS + Math.min(endMs, measuredMs) / 1000;
    return [{ from: warmupS + fromMs / 1000, to, label, isDimmed: false }];
  });
  return [...(warmupS > 0 ? [warmup] : []), ...stages];
}

function legsOf(load: Load, flows: Result['flows']): Leg[] {
  if (flows.length < 2) return legsOfLoad(load);
  return flows.flatMap(({ name, load: own }) =>
    legsOfLoad(own).map(({ endMs, label }) => ({ endMs, label: `${name} ${label}` })),
  );
}

/** Without those that take no time. */
function legsOfLoad(load: Load): Leg[] {
  const legs: Leg[] = [];
  let endMs = 0;
  for (const { durationMs, label } of stagesOf(load)) {
    endMs += durationMs;
    if (durationMs > 0) legs.push({ endMs, label });
  }
  return legs;
}

function stagesOf(load: Load): readonly { readonly durationMs: number; readonly label: string }[] {
  switch (load.kind) {
    case 'ramping-vus':
      return load.stages.map(({ durationMs, targetVus }) => ({
        durationMs,
        label: `to ${formatCount(targetVus)} VUs`,
      }));
    case 'ramping-arrival-rate':
      return load.stages.map(({ durationMs, targetPerS }) => ({
        durationMs,
        label: `to ${formatRate(targetPerS)}/s`,
      }));
    default:
      return [];
  }
}
