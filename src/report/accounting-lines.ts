import type { Result } from '../summary/result.ts';
import { formatCount } from './format.ts';
import { facts } from './layout.ts';
import type { Paint, Palette } from './palette.ts';

/** Every request: what was planned, started and missed, how it ended, and what the sums are made of. */
export function accountingLines(label: string, result: Result, palette: Palette): string[] {
  const { plan, outcomes, missed, errors, leftOut } = accountingParts(result, palette);
  return [
    ...facts(label, [plan.join(' · '), outcomes.join(' · ')], palette.dim),
    ...facts('missed', missed, palette.dim),
    ...facts('errors', errors, palette.dim),
    ...facts('warm-up', leftOut, palette.dim),
  ];
}

/** The same without a place on the page; a part is empty where there is nothing to say. */
export function accountingParts(
  { accounting, load, scenario }: Result,
  palette: Palette,
): Readonly<Record<'plan' | 'outcomes' | 'missed' | 'errors' | 'leftOut', readonly string[]>> {
  const { planned, started, missed, ok, aborted, censored, warmup, balanced } = accounting;
  const { httpError, checkFailed, transportError, timeout } = accounting;
  const errors = { http: httpError, check: checkFailed, transport: transportError, timeout };
  // A closed model plans and misses nothing, so there is only one number to tell. A scenario file plans iterations.
  const isOpen = load.model === 'open' && scenario === null;
  const plan = [
    ...(isOpen ? [`planned ${formatCount(planned)}`] : []),
    `started ${formatCount(started)}`,
    ...(isOpen ? [alarming('missed', sum(missed), palette.red)] : []),
  ];
  const outcomes = [
    `ok ${formatCount(ok)}`,
    alarming('errors', sum(errors), palette.red),
    ...(aborted > 0 ? [alarming('aborted', aborted, palette.yellow)] : []),
    ...(censored > 0 ? [alarming('censored', censored, palette.yellow)] : []),
    ...(balanced ? [] : [palette.red("these counts don't add up")]),
  ];
  const leftOut = warmup > 0 ? [`${formatCount(warmup)} requests, in none of these numbers`] : [];
  return { plan, outcomes, missed: nonZero(missed), errors: nonZero(errors), leftOut };
}

function alarming(name: string, count: number, paint: Paint): string {
  const text = `${name} ${formatCount(count)}`;
  return count > 0 ? paint(text) : text;
}

function nonZero(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${formatCount(count)}`);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
