import type { CheckResult, Result } from '../summary/result.ts';
import { failureLines } from './failure-lines.ts';
import { clip } from '../base/fit.ts';
import { formatCount, formatRate } from './format.ts';
import { facts, field, fieldWidth } from './layout.ts';
import type { Palette } from './palette.ts';

const mostChecks = 10;

/** How checks came out: those that failed one by one, each with what came the first time. */
export function checkLines({ checks }: Result, palette: Palette): string[] {
  if (checks.length === 0) return [];
  const failed = checks.filter((check) => check.failed > 0);
  const rest = failed.length - mostChecks;
  return field(
    'checks',
    [
      checkSummary(checks, palette),
      ...failed
        .slice(0, mostChecks)
        .flatMap((check) => [
          clip(checkText(check), fieldWidth),
          ...(check.example === null ? [] : [palette.dim(`  ${clip(check.example, fieldWidth - 2)}`)]),
        ]),
      ...(rest > 0 ? [palette.dim(`and ${rest} more checks that failed`)] : []),
    ],
    palette.dim,
  );
}

/** `20 of 5,514 failed`, or `5,514 passed`. */
export function checkSummary(checks: readonly CheckResult[], palette: Palette): string {
  const failed = checks.reduce((sum, check) => sum + check.failed, 0);
  const all = checks.reduce((sum, check) => sum + check.passed, failed);
  if (failed === 0) return `${formatCount(all)} passed`;
  return palette.red(`${formatCount(failed)} of ${formatCount(all)} failed`);
}

/** `orders: status is 200 · 12 of 4,000 failed`. */
export function checkText({ request, label, passed, failed }: CheckResult): string {
  const name = request === null ? label : `${request}: ${label}`;
  return `${name} · ${formatCount(failed)} of ${formatCount(passed + failed)} failed`;
}

/** What a scenario file's users did beside sending requests: iterations, sessions, data. */
export function flowLines(result: Result, palette: Palette): string[] {
  const { iterations, session } = result;
  const { session: users, data, iterations: parts } = flowParts(result, palette);
  if (result.scenario === null) return [];
  return [
    ...facts('iterations', parts, palette.dim),
    ...failureLines('ended early', iterations.failed, palette),
    ...facts('session', users, palette.dim),
    ...failureLines('', session?.failed ?? [], palette),
    ...facts('data', data, palette.dim),
  ];
}

/** The same without a place on the page. */
export function flowParts(
  { iterations, session, data, load }: Result,
  palette: Palette,
): Readonly<Record<'iterations' | 'session' | 'data', readonly string[]>> {
  const { planned, started, completed, interrupted, missed } = iterations;
  const early = started - completed - interrupted;
  const attempts = session?.failed.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const isOpen = load.model === 'open';
  return {
    iterations: [
      ...(isOpen ? [`planned ${formatCount(planned)}`] : []),
      `started ${formatCount(started)}`,
      `completed ${formatCount(completed)}`,
      ...(early > 0 ? [palette.red(`ended early ${formatCount(early)}`)] : []),
      ...(interrupted > 0 ? [palette.yellow(`interrupted ${formatCount(interrupted)}`)] : []),
      ...(missed > 0 ? [palette.red(`missed ${formatCount(missed)}`)] : []),
      `${formatRate(iterations.perS)}/s`,
    ],
    session:
      session === null
        ? []
        : [
            `${formatCount(session.users)} ${session.users === 1 ? 'user' : 'users'} ready`,
            ...(attempts > 0 ? [palette.red(`failed ${formatCount(attempts)}`)] : []),
          ],
    data: data.map(({ name, rows, exhausted }) => {
      const text = `${clip(name, 30)} ${formatCount(rows)} rows`;
      return exhausted ? palette.yellow(`${text}, all used up`) : text;
    }),
  };
}
