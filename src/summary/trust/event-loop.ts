import type { Judge } from './reason.ts';
import { moreRoom, percentText, timeText, workerText } from './wording.ts';

/** Of an open load, the waiting for starts left out: above, answers queue up in the worker. */
const mostBusy = 0.8;
/** How long a worker may be over 95 % busy and late. */
const saturatedMs = 3000;
const wholeCore = 0.95;
const leastRunMs = 1000;

/** An open load needs room: a worker that has no time left sends late and reads late. */
export const eventLoopReason: Judge = (result) => {
  const { load, generator, timeSeries, wallMs } = result;
  if (load.model === 'closed' || wallMs < leastRunMs) return null;
  const { workers } = generator;
  const hint = `${moreRoom(result)}, or lower the rate`;
  const longestMs = Math.max(0, ...workers.map((worker) => worker.saturatedMs));
  if (longestMs >= saturatedMs) {
    const index = workers.findIndex((worker) => worker.saturatedMs === longestMs);
    const who = workerText(index, workers.length);
    const message = `${who} was over 95 % busy and late for ${timeText(longestMs * 1000)} on end, at least 3 s`;
    return { level: 'invalid', signal: 'event-loop', message, hint };
  }
  const seconds = timeSeries.points.filter(({ warmup, started }) => !warmup && started > 0);
  const busy = seconds.reduce((sum, point) => sum + point.eventLoopUtilization, 0) / seconds.length;
  if (!(busy > mostBusy)) return null;
  const most = percentText(mostBusy);
  const message = `the event loop of the busiest worker had work ${percentText(busy)} of the time, above ${most}`;
  return { level: 'degraded', signal: 'event-loop', message, hint };
};

/** A closed model at full speed is not wrong, but its throughput is ours and not the target's. */
export const generatorLimitReason: Judge = (result) => {
  const { load, generator, wallMs } = result;
  if (load.model === 'open' || wallMs < leastRunMs) return null;
  const { workers } = generator;
  const shares = workers.map((worker) => worker.eventLoopUtilization);
  const busiest = Math.max(0, ...shares);
  if (busiest < wholeCore) return null;
  const who = workerText(shares.indexOf(busiest), workers.length);
  return {
    level: 'degraded',
    signal: 'generator-limit',
    message: `the generator was the limit: ${who} was busy ${percentText(busiest)} of the time, 95 % or more`,
    hint: `${moreRoom(result)} to learn what the target can do`,
  };
};
