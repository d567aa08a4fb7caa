import { short, whole } from './format.js';
import { cpuUsPerRequest } from './statistics.js';

/** One finished run, for whoever watches. */
export function progressLine(run, { rounds }) {
  const place = `${run.case.padEnd(12)} ${run.round + 1}/${rounds}  ${run.tool.padEnd(11)}`;
  if (run.failure !== null) return `${place} FAILED: ${run.failure}`;
  const cpu = `${short(cpuUsPerRequest(run))} µs CPU/req`;
  return `${place} ${whole(run.perS).padStart(10)} req/s  ${cpu}${(run.notes ?? []).length > 0 ? `  (${run.notes.join('; ')})` : ''}`;
}
