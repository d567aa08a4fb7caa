import { describeCause } from '../../base/errors.ts';
import type { FailureReason } from '../failure.ts';

/** Why a socket was lost, as the requests on it will tell. */
export type Loss = { readonly reason: FailureReason; readonly detail: string };

const closed: Loss = { reason: 'closed-early', detail: 'the server closed the connection' };
/** For what was behind a response that took the connection with it. */
export const closedBehind: Loss = {
  reason: 'closed-early',
  detail: 'the server closed after an earlier response',
};

/** Sorts the error that an open socket died of: the system's own, or one of undici's. `null`: it just closed. */
export function lossOf(error: Error | null, sawEnd: boolean): Loss {
  if (error === null) return closed;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // How undici closes after a response that said so: what is left was behind it.
  if (code === 'UND_ERR_INFO') return closedBehind;
  return { reason: reasonOf(error, code, sawEnd), detail: describeCause(error) };
}

function reasonOf(error: Error, code: string, sawEnd: boolean): FailureReason {
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return 'tls';
  if ('syscall' in error) return 'reset';
  if (code === 'UND_ERR_SOCKET') return error.message.startsWith('bad ') ? 'protocol' : 'closed-early';
  // What undici's parser says of an end in the middle of a response looks like what it says of a broken one.
  return sawEnd ? 'closed-early' : 'protocol';
}
