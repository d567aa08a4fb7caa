import { clip, printable } from '../../base/fit.ts';
import { formatBytes, formatCount, formatPercent, formatRate } from '../../report/format.ts';
import type { Paint, Palette } from '../../report/palette.ts';
import type { Tick } from '../../run/tick.ts';
import type { Result, TrustLevel } from '../../summary/result.ts';
import { nameWidth, type Part, partsRow } from './row.ts';

/** What all came to so far: each a line that is always there, so that nothing moves when it changes. */
export function totalLines(tick: Tick, snapshot: Result | null, width: number, palette: Palette): string[] {
  const row = (name: string, parts: readonly Part[]): string => partsRow(name, parts, width, palette);
  const answered = row('answered', answeredParts(tick, snapshot, palette));
  const errors = row('errors', errorParts(tick, snapshot, palette));
  if (snapshot === null) return [answered, errors];
  const { scenario, checks } = snapshot;
  return [
    answered,
    row('status', statusParts(snapshot, palette)),
    errors,
    row('trust', [trustText(snapshot, width, palette)]),
    ...(scenario === null ? [] : [row('iterations', iterationParts(snapshot, palette))]),
    ...(checks.length === 0 ? [] : [row('checks', checkParts(snapshot, palette))]),
  ];
}

function answeredParts(tick: Tick, snapshot: Result | null, palette: Palette): string[] {
  const missed = snapshot === null ? 0 : missedOf(snapshot);
  return [
    formatCount(tick.answered),
    `${formatCount(tick.inFlight)} in flight`,
    ...(missed > 0 ? [palette.red(`${formatCount(missed)} missed`)] : []),
    ...(snapshot === null ? [] : [`received ${formatBytes(snapshot.bytes.received)}`]),
  ];
}

/** Starts that nobody stopped and that no request came of. */
function missedOf({ accounting: { missed } }: Result): number {
  return missed.pool + missed.lag;
}

function statusParts({ statusCodes }: Result, palette: Palette): string[] {
  return Object.entries(statusCodes).map(([status, count]) => {
    const text = `${clip(status, 12)} × ${formatCount(count)}`;
    return /^[45]/.test(status) ? palette.red(text) : text;
  });
}

function errorParts({ errors, answered, failed }: Tick, snapshot: Result | null, palette: Palette): Part[] {
  if (errors === 0) return ['0'];
  const share = formatPercent(errors / (answered + failed));
  const reasons = (snapshot?.failures ?? []).map(({ reason, count, example }) => ({
    text: printable(`${formatCount(count)} ${reason}: ${example}`),
    paint: palette.dim,
  }));
  return [palette.red(`${formatCount(errors)} (${share})`), ...reasons];
}

function iterationParts({ iterations }: Result, palette: Palette): string[] {
  const { completed, failed, missed, perS } = iterations;
  const early = failed.reduce((sum, { count }) => sum + count, 0);
  return [
    `completed ${formatCount(completed)}`,
    ...(early > 0 ? [palette.red(`ended early ${formatCount(early)}`)] : []),
    ...(missed > 0 ? [palette.red(`missed ${formatCount(missed)}`)] : []),
    `${formatRate(perS)}/s`,
  ];
}

/** Which of them fails most often, where any does. */
function checkParts({ checks: [most, ...rest] }: Result, palette: Palette): Part[] {
  const all = most === undefined ? [] : [most, ...rest];
  const failed = all.reduce((sum, check) => sum + check.failed, 0);
  const passed = all.reduce((sum, check) => sum + check.passed, 0);
  if (most === undefined || failed === 0) return [`${formatCount(passed)} passed`];
  const label = most.request === null ? most.label : `${most.request}: ${most.label}`;
  const text = palette.red(`${formatCount(failed)} of ${formatCount(failed + passed)} failed`);
  return [text, { text: printable(label), paint: palette.dim }];
}

/** One reason; the report has them all. */
function trustText({ trust: { level, reasons } }: Result, width: number, palette: Palette): string {
  const paint: Record<TrustLevel, Paint> = {
    ok: palette.green,
    degraded: palette.yellow,
    invalid: palette.red,
  };
  const [first] = reasons;
  if (first === undefined) return paint[level](level);
  const more = reasons.length > 1 ? ` (and ${reasons.length - 1} more)` : '';
  const room = width - nameWidth - level.length - 2 - more.length;
  return `${paint[level](level)}: ${clip(first.message, room)}${more}`;
}
