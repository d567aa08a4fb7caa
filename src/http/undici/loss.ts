import { describeCause } from '../../base/errors.ts';
import type { FailureReason } from '../failure.ts';

/** Why a socket was lost, as the requests on it will tell. */
export type Loss = { readonly reason: FailureReason; readonly detail: string };

export const closedLoss: Loss = { reason: 'closed-early', detail: 'the server closed the connection' };

/** Sorts the error that an open socket died of: the system's own, or one of undici's. `null`: it just closed. */
export function lossOf(error: Error | null, sawEnd: boolean): Loss {
  if (error === null) return closedLoss;
  return { reason: reasonOf(error, sawEnd), detail: describeCause(error) };
}

function reasonOf(error: Error, sawEnd: boolean): FailureReason {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  switch (code) {
    case 'UND_ERR_SOCKET':
      return error.message.startsWith('bad ') ? 'protocol' : 'closed-early';
    // undici closes by itself after a response that said so: what is left was behind it.
    case 'UND_ERR_INFO':
    case 'HPE_INVALID_EOF_STATE':
      return 'closed-early';
    // The same code for a body that was cut off and for two lengths that contradict each other.
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return sawEnd ? 'closed-early' : 'protocol';
    default:
      if (code.startsWith('ERR_SSL') || code === 'EPROTO') return 'tls';
      return 'syscall' in error ? 'reset' : 'protocol';
  }
}
