import { clip, displayWidth, flow, printable } from '../../base/fit.ts';
import { formatCount, formatDuration, formatLatency, formatRate, noNumber } from '../../report/format.ts';
import type { Tick } from '../../run/tick.ts';
import { answeredPerS } from './seconds.ts';

/** `warming up 2 s of 12 s`, `6 s of 10 s`, `6 s`, `10 s, finishing`: where a run is. */
export function elapsedText(tick: Tick): string {
  const { lengthMs } = tick;
  if (lengthMs !== null && isFinishing(tick)) return `${formatDuration(lengthMs)}, finishing`;
  const elapsed = `${tick.isWarmup ? 'warming up ' : ''}${formatDuration(elapsedOf(tick))}`;
  return lengthMs === null ? elapsed : `${elapsed} of ${formatDuration(lengthMs)}`;
}

/** To the second where there is one, and never more than there are. */
export function elapsedOf({ elapsedMs, lengthMs }: Tick): number {
  const rounded = elapsedMs < 1000 ? elapsedMs : Math.round(elapsedMs / 1000) * 1000;
  return Math.min(rounded, lengthMs ?? Infinity);
}

/** The load is over, and what is open may still end. */
export function isFinishing({ elapsedMs, lengthMs }: Tick): boolean {
  return lengthMs !== null && elapsedMs >= lengthMs + 1000;
}

/** `98,123/s`, `p50 412 µs`, `p99 1.2 ms`: the newest second. */
export function secondParts(tick: Tick): string[] {
  return [
    `${formatRate(answeredPerS(tick))}/s`,
    `p50 ${latencyText(tick.p50Us)}`,
    // A second of a slow load can't carry a p99, but it always has a slowest request.
    tick.p99Us === null ? `max ${latencyText(tick.maxUs)}` : `p99 ${latencyText(tick.p99Us)}`,
  ];
}

/** `1 error`, `1,204 errors` */
export function errorsText({ errors }: Tick): string {
  return `${formatCount(errors)} ${errors === 1 ? 'error' : 'errors'}`;
}

/** `–` where there is none. */
export function latencyText(us: number | null): string {
  return us === null ? noNumber : formatLatency(us);
}

/** `40 %` */
export function progressText(progress: number): string {
  return `${Math.floor(progress * 100)} %`;
}

/** All that fits on one line, most important first. A narrow one has no room for what is known anyway. */
export function oneLine(label: string, tick: Tick, width: number): string {
  const { progress } = tick;
  const percent = progress === null ? elapsedText(tick) : progressText(progress);
  const where = width < narrow ? [percent] : [printable(label), elapsedText(tick)];
  const parts = [...where, ...secondParts(tick), errorsText(tick)].filter((part) => part !== '');
  const [line = ''] = flow(parts, '  ', width);
  return displayWidth(line) <= width ? line : clip(line, width);
}

const narrow = 40;
