import { parseBytes, parseCount, parseDurationMs, parseRatePerS, type Parsed } from '../../base/units.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { Duration, Rate, Whole } from '../../scenario/file/scenario-file.ts';
import { keyOf, type ProblemList } from './problem-list.ts';

/** Whether 0 is allowed; nothing here may be negative. */
export type Least = 'above 0' | '0 or more';

/** In milliseconds; a bare number is seconds. null where it is wrong, and told. */
export function durationMs(
  problems: ProblemList,
  path: ScenarioPath,
  given: Duration,
  least: Least,
): number | null {
  const parsed = typeof given === 'number' ? secondsInMs(given) : parseDurationMs(given);
  return checked(problems, path, { given, parsed, least });
}

/** See {@link durationMs}. */
export function wholeNumber(
  problems: ProblemList,
  path: ScenarioPath,
  given: Whole,
  least: Least,
): number | null {
  const parsed: Parsed<number> = typeof given === 'number' ? { ok: true, value: given } : parseCount(given);
  const value = checked(problems, path, { given, parsed, least });
  if (value === null || Number.isSafeInteger(value)) return value;
  return problems.refuse(path, `${keyOf(path)} must be a whole number, got ${given}`);
}

/** See {@link durationMs}; per second. */
export function ratePerS(
  problems: ProblemList,
  path: ScenarioPath,
  given: Rate,
  least: Least,
): number | null {
  const parsed: Parsed<number> =
    typeof given === 'number' ? { ok: true, value: given } : parseRatePerS(given);
  return checked(problems, path, { given, parsed, least });
}

/** See {@link durationMs}; in bytes. */
export function sizeBytes(problems: ProblemList, path: ScenarioPath, given: string): number | null {
  return checked(problems, path, { given, parsed: parseBytes(given), least: 'above 0' });
}

type Reading = { readonly given: string | number; readonly parsed: Parsed<number>; readonly least: Least };

function checked(problems: ProblemList, path: ScenarioPath, reading: Reading): number | null {
  const { given, parsed, least } = reading;
  const isNegative = typeof given === 'string' && /^\s*-\s*\d/.test(given);
  if (!parsed.ok && !isNegative) return problems.refuse(path, `${keyOf(path)}: ${parsed.message}`);
  if (!parsed.ok || parsed.value < 0 || (parsed.value === 0 && least === 'above 0')) {
    return problems.refuse(path, `${keyOf(path)} must be ${least}, got ${given}`);
  }
  if (Number.isFinite(parsed.value)) return parsed.value;
  return problems.refuse(path, `${keyOf(path)} must be finite, got ${given}`);
}

/** To the nanosecond, as texts are read. */
function secondsInMs(seconds: number): Parsed<number> {
  return { ok: true, value: Math.round(seconds * 1e9) / 1e6 };
}
