import { readdirSync, readFileSync } from 'node:fs';

/** Bytes: the peak of each process below this one, summed over those that are alive now. */
export function peakRssBelow(pid) {
  let bytes = 0;
  for (const child of childrenOf(pid)) bytes += peakRssOf(child) + peakRssBelow(child);
  return bytes;
}

/** A process and all below it that are alive now, parents first. */
export function processesFrom(pid) {
  return [pid, ...childrenOf(pid).flatMap(processesFrom)];
}

function childrenOf(pid) {
  const tasks = `/proc/${pid}/task`;
  return orIfGone([], () =>
    readdirSync(tasks).flatMap((task) =>
      readFileSync(`${tasks}/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    ),
  );
}

function peakRssOf(pid) {
  const [, kib] =
    /^VmHWM:\s+(\d+) kB/m.exec(orIfGone('', () => readFileSync(`/proc/${pid}/status`, 'utf8'))) ?? [];
  return Number(kib ?? 0) * 1024;
}

/** Processes end while they are looked at. */
function orIfGone(fallback, read) {
  try {
    return read();
  } catch {
    return fallback;
  }
}
