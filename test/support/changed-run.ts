import type { Distribution, Result, TimeSeriesPoint, WorkerHealth } from '../../src/summary/result.ts';

/** The same run with changes in one of its workers. */
export function withWorker(result: Result, index: number, changes: Partial<WorkerHealth>): Result {
  const workers = result.generator.workers.map((worker, at) =>
    at === index ? { ...worker, ...changes } : worker,
  );
  return { ...result, generator: { ...result.generator, workers } };
}

/** The same run with as many workers. */
export function withWorkers(result: Result, count: number): Result {
  const [first] = result.generator.workers;
  if (first === undefined) throw new Error('a run has a worker');
  const workers = Array.from({ length: count }, (_, worker) => ({ ...first, worker }));
  return { ...result, generator: { ...result.generator, workers } };
}

/** The same run with changes in the point that begins at `atMs`. */
export function withSecond(result: Result, atMs: number, changes: Partial<TimeSeriesPoint>): Result {
  const { timeSeries } = result;
  const points = timeSeries.points.map((point) => (point.atMs === atMs ? { ...point, ...changes } : point));
  return { ...result, timeSeries: { ...timeSeries, points } };
}

/** The same run with another median, of the times that it is about. */
export function withMedianUs(result: Result, p50Us: number): Result {
  const { responseTime, serviceTime } = result.latency;
  return {
    ...result,
    latency: {
      ...result.latency,
      responseTime: responseTime === null ? null : { ...responseTime, all: { ...responseTime.all, p50Us } },
      serviceTime: { ...serviceTime, all: { ...serviceTime.all, p50Us } },
    },
  };
}

export function withLag(result: Result, changes: Partial<Distribution>): Result {
  const { startLag } = result.latency;
  if (startLag === null) throw new Error('a closed load has no start lag');
  return { ...result, latency: { ...result.latency, startLag: { ...startLag, ...changes } } };
}
