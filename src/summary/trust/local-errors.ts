import type { FailureCount } from '../result.ts';
import type { Judge } from './reason.ts';

const localReasons: readonly string[] = ['fd-limit', 'port-exhausted'];
const mostShare = 0.001;
/** Of the connections of a closed load: with fewer it is another load. */
const leastOpened = 0.98;

/** Requests, and sockets with no request yet, that failed for lack of descriptors, ports or buffers of ours. */
export const localErrorsReason: Judge = ({ failures, sockets, accounting, load, generator }) => {
  const requests = localOf(failures);
  const opens = localOf(sockets.faults);
  const found = [...requests, ...opens];
  if (found.length === 0) return null;
  const failed = countOf(requests);
  const isSmaller = load.model === 'closed' && generator.peakSockets < leastOpened * load.connections;
  const isInvalid = failed > mostShare * accounting.started || (isSmaller && opens.length > 0);
  const what = [
    ...(failed > 0 ? [counted(failed, 'request')] : []),
    ...(opens.length > 0 ? [counted(countOf(opens), 'socket')] : []),
  ];
  const missing = isSmaller ? `, ${generator.peakSockets} of ${load.connections} connections were open` : '';
  const names = [...new Set(found.map(({ reason }) => reason))].join(', ');
  return {
    level: isInvalid ? 'invalid' : 'degraded',
    signal: 'local-errors',
    message: `${what.join(' and ')} failed on this machine, not at the target: ${names}${missing}`,
    hint: 'lower -c, keep connections alive, raise ulimit -n, or add source addresses with --local-address',
  };
};

function localOf(counts: readonly FailureCount[]): FailureCount[] {
  return counts.filter(({ reason }) => localReasons.includes(reason));
}

function countOf(counts: readonly FailureCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
