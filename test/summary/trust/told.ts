import { expect } from 'vitest';
import type { Result, TrustLevel, TrustSignal } from '../../../src/summary/result.ts';
import { judgeTrust } from '../../../src/summary/trust/judge-trust.ts';

/** `ok`, or each reason in short: `degraded: gc`. Throws when the levels don't go together. */
export function told(result: Result): string {
  const { level, reasons } = judgeTrust(result);
  expect(level).toBe(reasons[0]?.level ?? 'ok');
  return reasons.length === 0 ? 'ok' : reasons.map((reason) => says(reason.level, reason.signal)).join(', ');
}

/** What {@link told} answers when there is one reason, or none. */
export function says(level: TrustLevel, signal: TrustSignal): string {
  return level === 'ok' ? level : `${level}: ${signal}`;
}

/** The one reason against a run, as people read it. */
export function onlyReason(result: Result): string {
  const { reasons } = judgeTrust(result);
  expect(reasons).toHaveLength(1);
  return reasons.map(({ message, hint }) => `${message} → ${hint}`).join('\n');
}
