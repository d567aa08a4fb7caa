import type { GateOutcome } from '../summary/result.ts';
import { gateFacts, gateName, gateSentence } from './gate-sentence.ts';
import type { Report } from './reporter.ts';

/** `failure`: the condition didn't hold. `error`: it could not be told. `skipped`: it was not decided. */
export type JunitCase = {
  readonly name: string;
  readonly state: 'passed' | 'failure' | 'error' | 'skipped';
  /** `no-data`, `partial`: what programs can tell it by. */
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
};

/**
 * One for each gate, or that the load ran where there are none; besides them what the run itself suffered from. Gates on
 * numbers that can't be trusted are neither good nor bad.
 */
export function junitCases(report: Report): readonly JunitCase[] {
  const { gates, trust, completion } = report;
  const isInvalid = trust.level === 'invalid';
  const ran = ranCase(report);
  const cases = [
    ...gates.map((gate) => (isInvalid ? undecidedCase(gate) : gateCase(gate))),
    ...(gates.length === 0 || completion.state === 'partial' ? [ran] : []),
    ...(isInvalid ? [trustCase(report)] : []),
  ];
  return cases.map((each, index) => ({ ...each, name: nameOnce(each.name, cases.slice(0, index)) }));
}

const states = {
  passed: 'passed',
  failed: 'failure',
  'no-data': 'error',
  inconclusive: 'skipped',
} as const satisfies Record<GateOutcome['verdict'], JunitCase['state']>;

function gateCase(gate: GateOutcome): JunitCase {
  return {
    name: gateName(gate),
    state: states[gate.verdict],
    type: gate.verdict,
    message: `${gate.verdict}: ${gateSentence(gate)}`,
    lines: gateFacts(gate),
  };
}

function undecidedCase(gate: GateOutcome): JunitCase {
  const message = `not decided, the numbers can't be trusted: ${gateSentence(gate)}`;
  return { name: gateName(gate), state: 'skipped', type: 'invalid', message, lines: gateFacts(gate) };
}

function ranCase(report: Report): JunitCase {
  const name = 'the load ran';
  const { completion } = report;
  if (completion.state === 'partial') {
    const { reasons } = completion;
    const message = reasons.length === 0 ? 'it did not end as planned' : reasons.join('; ');
    return { name, state: 'error', type: 'partial', message, lines: reasons };
  }
  if (report.kind === 'load-run' && report.accounting.ok === 0) {
    const lines = report.failures
      .slice(0, 10)
      .map(({ reason, count, example }) => `${count} × ${reason}: ${example}`);
    return { name, state: 'error', type: 'no-success', message: 'no request succeeded', lines };
  }
  return { name, state: 'passed', type: 'complete', message: '', lines: [] };
}

/** As the exit code has it: without gates nothing depended on the numbers. */
function trustCase({ trust: { reasons }, gates }: Report): JunitCase {
  const worst = reasons.filter(({ level }) => level === 'invalid');
  const message = worst.map((reason) => reason.message).join('; ');
  const lines = reasons.map((reason) => `${reason.level}: ${reason.message} → ${reason.hint}`);
  const state = gates.length === 0 ? 'skipped' : 'error';
  return { name: 'the numbers can be trusted', state, type: 'invalid', message, lines };
}

/** Servers know a case by its name. */
function nameOnce(name: string, before: readonly JunitCase[]): string {
  const same = before.filter((each) => each.name === name).length;
  return same === 0 ? name : `${name} (${same + 1})`;
}
