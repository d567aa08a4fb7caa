import type { LoadInfo, Result } from '../summary/result.ts';
import { accountingLines } from './accounting-lines.ts';
import { clip, wrap } from '../base/fit.ts';
import { formatBytes, formatCount, formatDuration, formatRate } from './format.ts';
import { facts, field, fieldWidth } from './layout.ts';
import type { Palette } from './palette.ts';

/** Below this share of the asked rate, what was achieved is worth a look. */
const enough = 0.99;

/** What was asked of the target and what it gave: rates, counts, bytes, status codes. */
export function trafficLines(result: Result, palette: Palette): string[] {
  const { load, sockets, statusCodes } = result;
  // One for each connection is what the header says already.
  const reopened = sockets.opened === load.connections ? [] : [`opened ${formatCount(sockets.opened)}`];
  const overload = overloadSentence(result);
  return [
    ...facts('throughput', throughputParts(result, palette), palette.dim),
    ...field(
      'overload',
      (overload === null ? [] : wrap(overload, fieldWidth)).map((line) => palette.yellow(line)),
      palette.dim,
    ),
    ...accountingLines('requests', result, palette),
    ...facts('sockets', reopened, palette.dim),
    ...facts('bytes', volumeParts(result), palette.dim),
    ...facts('status', statusParts(statusCodes, palette), palette.dim),
  ];
}

/** What went over the wire, and how much of it was bodies. */
export function volumeParts({ bytes, throughput }: Result): string[] {
  return [
    `received ${formatBytes(bytes.received)}`,
    `sent ${formatBytes(bytes.sent)}`,
    `bodies ${formatBytes(bytes.body)}, ${formatBytes(throughput.bodyBytesPerS)}/s`,
  ];
}

/** Rates as asked and as they came, and over which time. */
export function throughputParts(result: Result, palette: Palette): string[] {
  const { askedPerS, answeredPerS, startedPerS } = result.throughput;
  const answered = `answered ${formatRate(answeredPerS)}/s`;
  const duration = `over ${formatDuration(result.measuredMs)}`;
  if (result.scenario !== null) return [...iterationRates(result, palette), palette.bold(answered), duration];
  if (askedPerS === null) return [palette.bold(answered), duration];
  return [
    `asked ${formatRate(askedPerS)}/s`,
    `started ${formatRate(startedPerS)}/s`,
    (answeredPerS < askedPerS * enough ? palette.yellow : palette.bold)(answered),
    duration,
  ];
}

/** What is asked of a scenario file is how often its steps begin. */
function iterationRates(
  { throughput: { askedPerS }, iterations: { perS } }: Result,
  palette: Palette,
): string[] {
  const started = `${formatRate(perS)}/s iterations`;
  if (askedPerS === null) return [started];
  const paint = perS < askedPerS * enough ? palette.yellow : (text: string): string => text;
  return [`asked ${formatRate(askedPerS)}/s iterations`, paint(`started ${formatRate(perS)}/s`)];
}

/** What an open model asked in vain, as a finding about the target where it is one; null when it didn't. */
export function overloadSentence({ overload, load, flows, throughput, scenario }: Result): string | null {
  if (overload === null || throughput.askedPerS === null) return null;
  const { cause, capacityPerS, queueGrowthPerS } = overload;
  const who = cause === 'target' ? 'the target gives' : 'it got';
  const place = scenario === null ? 'connection' : 'VU';
  const over = `on ${formatCount(load.connections)} ${place}${load.connections === 1 ? '' : 's'}`;
  const what = scenario === null ? '' : ' iterations';
  const sentence = `asked ${askedText(load, throughput.askedPerS, flows.length)}/s${what}, ${who} about ${formatRate(capacityPerS)}/s ${over}`;
  const limit = cause === 'target' ? '' : '; target or generator, see trust';
  return `${sentence}: the queue grew ${formatRate(queueGrowthPerS)}/s${limit}`;
}

/** A ramp is known by its peak, several loads by what they come to together. */
function askedText({ load }: LoadInfo, meanPerS: number, loads: number): string {
  if (load.kind !== 'ramping-arrival-rate' || loads > 1) return formatRate(meanPerS);
  const peakPerS = Math.max(load.startRatePerS, ...load.stages.map(({ targetPerS }) => targetPerS));
  return `up to ${formatRate(peakPerS)}`;
}

/** `200 × 3,733`, in the order of the codes. */
export function statusParts(statusCodes: Result['statusCodes'], palette: Palette): string[] {
  const byStatus = Object.entries(statusCodes).toSorted(([a], [b]) => a.localeCompare(b));
  return byStatus.map(([status, count]) => {
    const text = `${clip(status, 12)} × ${formatCount(count)}`;
    return /^[45]/.test(status) ? palette.red(text) : text;
  });
}
