import type { Problem } from '../base/errors.ts';
import type { Scenario } from '../scenario/scenario.ts';

type NumberRule = 'count' | 'amount' | 'amount or Infinity' | '0 or more';

/** Numbers that mean nothing by themselves, whatever the machine; all of them at once. */
export function numberProblems(scenario: Scenario): Problem[] {
  const { timeouts } = scenario;
  const numbers: [flag: string, value: number | undefined, rule: NumberRule][] = [
    ['-c/--connections', scenario.connections, 'count'],
    ['-n/--requests', scenario.requests, 'count'],
    ['-w/--workers', scenario.workers, 'count'],
    ['-p/--pipelining', scenario.pipelining, 'count'],
    ['--requests-per-connection', scenario.requestsPerConnection, 'amount or Infinity'],
    ['-d/--duration', scenario.durationMs, 'amount'],
    ['-R/--rate', scenario.ratePerS, 'amount'],
    ['-t/--timeout', timeouts?.totalMs, 'amount or Infinity'],
    ['--connect-timeout', timeouts?.connectMs, 'amount or Infinity'],
    ['--tls-timeout', timeouts?.tlsMs, 'amount or Infinity'],
    ['--first-byte-timeout', timeouts?.firstByteMs, 'amount or Infinity'],
    ['--idle-timeout', timeouts?.idleMs, 'amount or Infinity'],
    ['--warmup', scenario.warmupMs, '0 or more'],
    ['--graceful-stop', scenario.gracefulStopMs, '0 or more'],
    ['--max-queued', scenario.maxQueued, '0 or more'],
  ];
  const problems = stageProblems(scenario);
  for (const [flag, value, rule] of numbers) {
    const demand = value === undefined ? null : unmetDemand(value, rule);
    if (demand !== null) problems.push({ message: `${flag} must be ${demand}, got ${value}` });
  }
  return problems;
}

function unmetDemand(value: number, rule: NumberRule): string | null {
  if (rule === '0 or more') return value >= 0 ? null : rule;
  if (!(value > 0)) return 'above 0';
  if (rule === 'count' && !Number.isSafeInteger(value)) return 'a whole number';
  return rule === 'amount' && value === Infinity ? 'finite' : null;
}

function stageProblems({ stages, ratePerS, durationMs }: Scenario): Problem[] {
  if (stages === undefined) return [];
  const problems: Problem[] = [];
  if (stages.some((stage) => !(stage.durationMs >= 0 && stage.targetPerS >= 0))) {
    problems.push({ message: '--stages: a time and a rate must be 0 or more' });
  }
  if ((ratePerS ?? 0) === 0 && stages.every((stage) => stage.targetPerS === 0)) {
    problems.push({ message: '--stages never rises above 0 requests per second' });
  }
  if (stages.every((stage) => stage.durationMs === 0)) problems.push({ message: '--stages takes no time' });
  if (durationMs !== undefined) {
    problems.push({ message: '--stages and -d both set the length', hint: 'leave out -d' });
  }
  return problems;
}
