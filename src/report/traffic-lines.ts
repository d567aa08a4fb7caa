import type { Result, Throughput } from '../summary/result.ts';
import { accountingLines } from './accounting-lines.ts';
import { clip, wrap } from './fit.ts';
import { formatBytes, formatCount, formatDuration, formatRate } from './format.ts';
import { facts, field, fieldWidth } from './layout.ts';
import type { Palette } from './palette.ts';

/** Below this share of the asked rate, what was achieved is worth a look. */
const enough = 0.99;

/** What was asked of the target and what it gave: rates, counts, bytes, status codes. */
export function trafficLines(result: Result, palette: Palette): string[] {
  const { throughput, measuredMs, load, sockets, bytes, statusCodes } = result;
  // One for each connection is what the header says already.
  const reopened = sockets.opened === load.connections ? [] : [`opened ${formatCount(sockets.opened)}`];
  const volumes = [
    `received ${formatBytes(bytes.received)}`,
    `sent ${formatBytes(bytes.sent)}`,
    `bodies ${formatBytes(bytes.body)}, ${formatBytes(throughput.bodyBytesPerS)}/s`,
  ];
  return [
    ...facts('throughput', throughputParts(throughput, measuredMs, palette), palette.dim),
    ...overloadLines(result, palette),
    ...accountingLines('requests', result, palette),
    ...facts('sockets', reopened, palette.dim),
    ...facts('bytes', volumes, palette.dim),
    ...facts('status', statusParts(statusCodes, palette), palette.dim),
  ];
}

function throughputParts(throughput: Throughput, measuredMs: number, palette: Palette): string[] {
  const { askedPerS, answeredPerS, startedPerS } = throughput;
  const answered = `answered ${formatRate(answeredPerS)}/s`;
  const duration = `over ${formatDuration(measuredMs)}`;
  if (askedPerS === null) return [palette.bold(answered), duration];
  return [
    `asked ${formatRate(askedPerS)}/s`,
    `started ${formatRate(startedPerS)}/s`,
    (answeredPerS < askedPerS * enough ? palette.yellow : palette.bold)(answered),
    duration,
  ];
}

/** What an open model asked in vain, as a finding about the target. */
function overloadLines({ overload, load, throughput }: Result, palette: Palette): string[] {
  if (overload === null || throughput.askedPerS === null) return [];
  const { capacityPerS, queueGrowthPerS } = overload;
  const asked = `asked ${formatRate(throughput.askedPerS)}/s`;
  const gives = `the target gives about ${formatRate(capacityPerS)}/s`;
  const over = `on ${formatCount(load.connections)} ${load.connections === 1 ? 'connection' : 'connections'}`;
  const sentence = `${asked}, ${gives} ${over}: the queue grew ${formatRate(queueGrowthPerS)}/s`;
  return field(
    'overload',
    wrap(sentence, fieldWidth).map((line) => palette.yellow(line)),
    palette.dim,
  );
}

function statusParts(statusCodes: Result['statusCodes'], palette: Palette): string[] {
  const byStatus = Object.entries(statusCodes).toSorted(([a], [b]) => a.localeCompare(b));
  return byStatus.map(([status, count]) => {
    const text = `${clip(status, 12)} × ${formatCount(count)}`;
    return /^[45]/.test(status) ? palette.red(text) : text;
  });
}
