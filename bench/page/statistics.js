/** Runs of a tool in a case that count: those without an error. */
export function cleanRuns({ runs }, caseName, tool) {
  return runs.filter((run) => run.case === caseName && run.tool === tool && run.failure === null);
}

/** @returns {{median: number, min: number, max: number, count: number}|null} null of nothing; null values don't count */
export function spreadOf(values) {
  const sorted = values.filter((value) => Number.isFinite(value)).toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1), count: sorted.length };
}

/**
 * Spread of `tool ÷ other`, one ratio for each round in which both have a clean run: what disturbs a round disturbs both.
 */
export function ratioOf(results, caseName, tool, other, key) {
  const others = new Map(cleanRuns(results, caseName, other).map((run) => [run.round, run[key]]));
  const ratios = cleanRuns(results, caseName, tool).flatMap((run) => {
    const divisor = others.get(run.round);
    return divisor > 0 && Number.isFinite(run[key]) ? [run[key] / divisor] : [];
  });
  return spreadOf(ratios);
}

/** How much of its core the server used while the load ran, 0 to 1. */
export function serverBusy({ serverCpuS, requests, perS }) {
  return Math.min(1, serverCpuS / (requests / perS));
}

export function cpuUsPerRequest({ cpuS, requests }) {
  return (cpuS * 1e6) / requests;
}
