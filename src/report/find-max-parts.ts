import type { FindMaxResult, RateRow } from '../modes/find-max/find-max-result.ts';
import { formatCount, formatDuration, formatNumber, formatRate, noNumber } from './format.ts';
import { percentileCell } from './series.ts';

/** What is shown of the trials at each rate, headed; the verdict stands last. */
export function rateCells({ rates, scenario }: FindMaxResult): readonly (readonly string[])[] {
  const asked = scenario === null ? 'asked' : 'iterations';
  const head = [`${asked}/s`, 'answered/s', 'p50', 'p95', 'p99', 'errors', 'measured', 'verdict'];
  return [head, ...rates.map(cellsOf)];
}

/** `p99 < 200ms`, `trials of 10 s, uniform arrivals`, `19 trials in 2 min 5 s`: how it was searched. */
export function methodParts({ design, trials, tookMs }: FindMaxResult): string[] {
  const { arrival, trialMs, warmupMs, connections, workers, precision } = design;
  const paused = trials.reduce((sum, { pauseMs }) => sum + pauseMs, 0);
  const early = trials.filter(({ endedEarly }) => endedEarly).length;
  return [
    `${formatCount(trials.length)} ${trials.length === 1 ? 'trial' : 'trials'} in ${formatDuration(tookMs)}`,
    `full ones ${formatDuration(trialMs)} after ${formatDuration(warmupMs)} of warm-up`,
    `${arrival === 'poisson' ? 'Poisson' : arrival} arrivals`,
    `${formatNumber(100 * precision)} % asked for`,
    `${formatCount(connections)} ${connections === 1 ? 'connection' : 'connections'} at most`,
    `${formatCount(workers)} ${workers === 1 ? 'worker' : 'workers'}`,
    ...(early === 0 ? [] : [`${formatCount(early)} ended early`]),
    ...(paused === 0 ? [] : [`${formatDuration(Math.round(paused / 100) * 100)} of pauses`]),
  ];
}

/** What a reader should know of the trials; nothing where all went well. */
export function trialNotes({ trials, rates }: FindMaxResult): string[] {
  const tired = trials.filter(({ isRested }) => isRested === false).length;
  const generator = rates.flatMap((rate) =>
    rate.generator === null ? [] : [`${ratePerS(rate)}: ${rate.generator}`],
  );
  return [
    ...(tired === 0
      ? []
      : [
          `before ${tired} of ${trials.length} trials the target was still slow from the one before, after 10 s: a longer --trial leaves it more time`,
        ]),
    ...generator.map((reason) => `the generator gave way at ${reason}`),
  ];
}

/** `✓`, `✗` and what is unclear, with a mark where it rests on too little to be an end of the answer. */
export function verdictText({ verdict, isBound }: RateRow): string {
  return isBound || verdict === 'unclear' ? verdict : `${verdict}?`;
}

/** Whether any verdict is marked as unsure. */
export function hasUnsure({ rates }: FindMaxResult): boolean {
  return rates.some((rate) => verdictText(rate).endsWith('?'));
}

/** What the mark means. */
export const unsureNote = '? after short trials only, which say where to look';

function cellsOf(rate: RateRow): string[] {
  const { time, errorPercent } = rate;
  return [
    formatRate(rate.ratePerS),
    formatRate(rate.answeredPerS),
    percentileCell(time.p50Us, time),
    percentileCell(time.p95Us, time),
    percentileCell(time.p99Us, time),
    errorPercent === null ? noNumber : `${formatNumber(errorPercent, 2)} %`,
    formatDuration(Math.round(rate.trialMs / 100) * 100),
    verdictText(rate),
  ];
}

function ratePerS(rate: RateRow): string {
  return `${formatRate(rate.ratePerS)}/s`;
}
