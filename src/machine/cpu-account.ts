/** Processor time of the whole machine in ticks, from the first line of /proc/stat; null when it isn't that. */
export function parseProcStat(
  text: string,
): { readonly totalTicks: number; readonly stealTicks: number } | null {
  const [name, ...rest] = (text.split('\n', 1)[0] ?? '').split(/\s+/);
  // user nice system idle iowait irq softirq steal; what guests used, in the two after them, is in user already.
  const ticks = rest.slice(0, 8).map(Number);
  const stealTicks = ticks[7];
  if (name !== 'cpu' || stealTicks === undefined || !ticks.every(Number.isFinite)) return null;
  return { totalTicks: ticks.reduce((sum, each) => sum + each, 0), stealTicks };
}

/**
 * For how long a control group was kept from running, in µs over all its processors: `throttled_usec` of version 2,
 * `throttled_time` in ns of version 1. null where no quota can be set, as at the root.
 */
export function parseThrottledUs(cpuStat: string): number | null {
  const us = /^throttled_usec (\d+)$/m.exec(cpuStat)?.[1];
  if (us !== undefined) return Number(us);
  const ns = /^throttled_time (\d+)$/m.exec(cpuStat)?.[1];
  return ns === undefined ? null : Number(ns) / 1000;
}

/** For how long some task has waited for a processor, in µs: `total` of a pressure file's `some` line. */
export function parsePressureUs(text: string): number | null {
  const us = /^some .*\btotal=(\d+)$/m.exec(text)?.[1];
  return us === undefined ? null : Number(us);
}
