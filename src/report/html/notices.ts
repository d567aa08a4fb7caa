import type { Completion, GateOutcome, Trust } from '../../summary/result.ts';
import { isRunning, stillRunning } from '../../summary/detail.ts';
import { distrust, partialReasons } from '../notice-lines.ts';
import { jointVerdict } from '../verdict-lines.ts';
import type { Notice, Status } from './page.ts';
import { trustTones, verdictTone } from './tones.ts';

/** What is to be read before any number: what the gates came to, that numbers are missing, that they can't be relied on. */
export function noticesOf(completion: Completion, trust: Trust, gates: readonly GateOutcome[]): Notice[] {
  return [...verdictNotice(trust, gates), ...partialNotice(completion), ...trustNotice(trust)];
}

/** In a word, for beside the heading. */
export function statusOf(completion: Completion, trust: Trust, gates: readonly GateOutcome[]): Status {
  if (isRunning(completion)) return { tone: 'neutral', label: 'running' };
  if (gates.length > 0) {
    const { verdict } = jointVerdict(gates, trust);
    return { tone: verdictTone(verdict), label: verdict };
  }
  if (trust.level === 'invalid') return { tone: 'bad', label: trust.level };
  if (completion.state === 'partial') return { tone: 'warn', label: completion.state };
  if (trust.level === 'degraded') return { tone: 'warn', label: trust.level };
  return { tone: 'good', label: completion.state };
}

function verdictNotice(trust: Trust, gates: readonly GateOutcome[]): Notice[] {
  if (gates.length === 0) return [];
  const { verdict, tally } = jointVerdict(gates, trust);
  return [{ kind: 'notice', tone: verdictTone(verdict), title: `${verdict}: ${tally}`, lines: [] }];
}

function partialNotice(completion: Completion): Notice[] {
  const lines = partialReasons(completion).filter((reason) => reason !== stillRunning);
  return lines.length === 0 ? [] : [{ kind: 'notice', tone: 'warn', title: 'partial', lines }];
}

function trustNotice({ level, reasons }: Trust): Notice[] {
  if (level === 'ok') return [];
  const title = level === 'invalid' ? `invalid: ${distrust}` : 'degraded: read these numbers with care';
  return [{ kind: 'notice', tone: trustTones[level], title, lines: reasons.map(reasonText) }];
}

function reasonText({ message, hint }: Trust['reasons'][number]): string {
  return hint === '' ? message : `${message} → ${hint}`;
}
