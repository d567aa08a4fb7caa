import type { ServerEnd } from '../summary/server-usage.ts';

/** `exit code 1`, `SIGKILL`. */
export function describeEnd({ exitCode, signal }: Pick<ServerEnd, 'exitCode' | 'signal'>): string {
  return signal ?? `exit code ${exitCode}`;
}
