import type { GateVerdict, InconclusivePolicy } from '../gate/verdict.ts';

/** Documented in README.md; scripts depend on them. */
export const exitCode = {
  done: 0,
  bug: 1,
  usage: 2,
  cannotRun: 3,
  invalid: 97,
  inconclusive: 98,
  gateFailed: 99,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export function gateExitCode(verdict: GateVerdict, policy: InconclusivePolicy = 'fail'): ExitCode {
  if (verdict === 'inconclusive' && policy === 'pass') return exitCode.done;
  return {
    passed: exitCode.done,
    failed: exitCode.gateFailed,
    inconclusive: exitCode.inconclusive,
    invalid: exitCode.invalid,
  }[verdict];
}
