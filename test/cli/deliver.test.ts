import { describe, expect, it } from 'vitest';
import { reportExitCode } from '../../src/cli/deliver.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import type { Report } from '../../src/report/registry.ts';
import type { GateOutcome, Trust, TrustLevel } from '../../src/summary/result.ts';
import { scalingComparison } from '../support/sample-comparison.ts';
import { closedRun } from '../support/sample-result.ts';

const passed: GateOutcome = {
  expression: 'p95 > 1s',
  verdict: 'passed',
  value: 2,
  limit: 1000,
  unit: 'ms',
  holds: 'fails',
  interval: null,
  margin: null,
  note: null,
};
const failed: GateOutcome = { ...passed, verdict: 'failed', value: 2000 };

describe.each<[string, Report]>([
  ['a load run', closedRun],
  ['a comparison', scalingComparison],
])('the exit code of %s', (_name, report) => {
  it.each<[string, TrustLevel, readonly GateOutcome[], number]>([
    ['97 when a gate would rest on numbers that are no good', 'invalid', [passed], 97],
    ['97 also when such a gate has failed', 'invalid', [passed, failed], 97],
    ['0 when nothing depended on them', 'invalid', [], 0],
    ['that of the gates when the numbers are only degraded', 'degraded', [passed, failed], 99],
    ['0 when degraded numbers pass', 'degraded', [passed], 0],
  ])('is %s', (_case, level, gates, code) => {
    expect(reportExitCode({ ...report, gates, trust: trustOf(level) }, exitCode.done, 100)).toBe(code);
  });

  it('is 98 when a gate can’t be told, unless that is to pass', () => {
    const gates: GateOutcome[] = [passed, { ...passed, verdict: 'inconclusive' }];
    const unsure = { ...report, gates, trust: trustOf('ok') };
    expect(reportExitCode(unsure, exitCode.done, 100)).toBe(98);
    expect(reportExitCode(unsure, exitCode.done, 100, 'fail')).toBe(98);
    expect(reportExitCode(unsure, exitCode.done, 100, 'pass')).toBe(0);
    const worse = { ...unsure, gates: [...gates, failed] };
    expect(reportExitCode(worse, exitCode.done, 100, 'pass')).toBe(99);
  });

  it('is that of the signal when the user has ended it', () => {
    const interrupted = { ...report, gates: [passed], trust: trustOf('invalid') };
    expect(reportExitCode(interrupted, exitCode.interrupted, 100)).toBe(130);
  });
});

function trustOf(level: TrustLevel): Trust {
  return level === 'ok'
    ? { level, reasons: [] }
    : { level, reasons: [{ level, signal: 'gc', message: 'slow', hint: 'hurry' }] };
}
