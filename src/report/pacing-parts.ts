import type { Distribution, Result } from '../summary/result.ts';
import { formatLatency, formatPercent } from './format.ts';

/** How an open run waited for its starts, how late they were then, and what the waiting cost; nothing of a closed one. */
export function pacingParts({ load, latency, generator, measuredMs }: Result): string[] {
  if (load.pacing === null) return [];
  const lag = latency.startLag === null ? [] : [lagText(latency.startLag)];
  const lengthMs = load.warmupMs + measuredMs;
  const spunMs = generator.workers.reduce((sum, worker) => sum + worker.spunMs, 0);
  const share = Math.min(1, spunMs / (lengthMs * Math.max(1, generator.workers.length)));
  return [load.pacing, ...lag, ...(lengthMs > 0 ? [`spun ${formatPercent(share)} of the time`] : [])];
}

/** Few starts have no p99: then the latest of them says more. */
function lagText({ p50Us, p99Us, maxUs }: Distribution): string {
  const numbers = [
    ...(p50Us === null ? [] : [`p50 ${formatLatency(p50Us)}`]),
    ...(p99Us === null ? [] : [`p99 ${formatLatency(p99Us)}`]),
    ...(p99Us === null && maxUs !== null ? [`max ${formatLatency(maxUs)}`] : []),
  ];
  return numbers.length === 0 ? 'no starts' : `start lag ${numbers.join(', ')}`;
}
