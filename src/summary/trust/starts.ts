import { type Judge, levelAbove } from './reason.ts';
import { moreRoom, percentText } from './wording.ts';

/** Of the planned starts, that were never reached because of us. */
const mostMissedShare = 0.01;
/** Of the planned starts, that were reached while the load lasted. */
const leastReached = { degraded: 0.995, invalid: 0.98 };
/** Starts that are reached less late than this are on time, whatever else. */
const onTimeUs = 1000;

/** Only what we caused: a full queue says that the target, or the connections, were too few. */
export const missedStartsReason: Judge = (result) => {
  const { missed } = result.accounting;
  // What is missed is a start of the schedule: a request, or an iteration with all of its own.
  const { planned } = result.iterations;
  const level = levelAbove(missed.lag, { degraded: 0, invalid: mostMissedShare * planned });
  if (level === null) return null;
  const starts = missed.lag === 1 ? '1 planned start was' : `${missed.lag} planned starts were`;
  return {
    level,
    signal: 'missed-starts',
    message: `${starts} never reached by the generator, ${percentText(missed.lag / planned)} of all`,
    hint: `${moreRoom(result)}, or lower the rate`,
  };
};

/** Whether the schedule was kept up with to the end, by the generator alone: waiting for a connection isn't in it. */
export const achievedRateReason: Judge = (result) => {
  const { latency, iterations } = result;
  const { planned } = iterations;
  const { reachedInTime } = result.accounting;
  const longestUs = latency.startLag?.maxUs ?? 0;
  if (planned === 0 || longestUs <= onTimeUs) return null;
  const reached = reachedInTime / planned;
  const level =
    reached < leastReached.invalid ? 'invalid' : reached < leastReached.degraded ? 'degraded' : null;
  if (level === null) return null;
  const limit = percentText(leastReached[level]);
  return {
    level,
    signal: 'achieved-rate',
    message: `the generator reached ${percentText(reached)} of the starts while the load lasted, below ${limit}`,
    hint: `${moreRoom(result)}, or lower the rate`,
  };
};
