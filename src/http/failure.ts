/** Everything that can end a request without a whole, valid response. Meanings and remedies: docs/measuring.md. */
export const failureReasons = [
  'connect-refused',
  'connect-timeout',
  'connect-failed',
  'dns',
  'fd-limit',
  'port-exhausted',
  'tls',
  'tls-timeout',
  'reset',
  'closed-early',
  'first-byte-timeout',
  'idle-timeout',
  'response-timeout',
  'protocol',
  'aborted',
] as const;

export type FailureReason = (typeof failureReasons)[number];

/** `none` while a request is open and after a whole response, whatever its status. */
export type Reason = FailureReason | 'none';

/** Timeouts are counted apart from other transport errors: their samples are lower bounds. */
export function isTimeout(reason: Reason): boolean {
  return (
    reason === 'response-timeout' ||
    reason === 'first-byte-timeout' ||
    reason === 'idle-timeout' ||
    reason === 'connect-timeout' ||
    reason === 'tls-timeout'
  );
}

/** Failures of the generator's own machine, never the target's fault. */
export function isLocal(reason: Reason): boolean {
  return reason === 'fd-limit' || reason === 'port-exhausted';
}

/** What OpenSSL says, without the advice on flags of Node that newer versions add to it. */
export function describeTlsError({ message }: Error): string {
  return message.replace(/; if the root CA is .*/s, '');
}

/** Sorts a system error that came while a socket was being opened. */
export function connectFailure(errorCode: string): FailureReason {
  switch (errorCode) {
    case 'ECONNREFUSED':
      return 'connect-refused';
    case 'ETIMEDOUT':
      return 'connect-timeout';
    case 'EMFILE':
    case 'ENFILE':
      return 'fd-limit';
    case 'EADDRNOTAVAIL':
    case 'EADDRINUSE':
    case 'ENOBUFS':
      return 'port-exhausted';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'dns';
    default:
      return 'connect-failed';
  }
}
