import type { Judged } from './reason.ts';

/** `worker 3 of 4`, as people count. */
export function workerText(worker: number, workers: number): string {
  return workers === 1 ? 'the worker' : `worker ${worker + 1} of ${workers}`;
}

/** `820 µs`, `20.5 ms`, `2.3 s`. */
export function timeText(us: number): string {
  if (us < 1000) return `${us.toFixed(0)} µs`;
  return us < 1e6 ? `${(us / 1000).toFixed(1)} ms` : `${(us / 1e6).toFixed(1)} s`;
}

/** An instant of the run: `7 s`. */
export function instantText(ms: number): string {
  return `${(ms / 1000).toFixed(0)} s`;
}

/** `97.2 %`, `0.04 %`; what is tiny stays above 0. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.001) return '< 0.001 %';
  return `${Number(percent.toPrecision(percent < 1 ? 1 : 3))} %`;
}

/** The way to more room for the generator: a worker more than there are cores brings nothing. */
export function moreRoom({ generator: { workers, machine } }: Judged): string {
  const { cores } = machine;
  return workers.length < cores
    ? 'add workers (-w)'
    : `use a machine with more than ${cores} ${cores === 1 ? 'core' : 'cores'}`;
}
