import { differences, type Difference } from './llhttp-differences.ts';
import { readWithNode, type ClientOutcome } from './node-client.ts';
import { readResponse } from './read-response.ts';
import { readWithUndici } from './undici-client.ts';

/** Another client, with which ours agrees except where it has decided not to. */
export type ReferenceClient = {
  readonly name: string;
  readonly read: (text: string, isHead: boolean, cuts?: readonly number[]) => Promise<ClientOutcome>;
  readonly differences: readonly Difference[];
};

/** What a server sends, as latin1 text, in answer to one request. */
export type Source = { readonly text: string; readonly isHead: boolean };

export const referenceClients: readonly ReferenceClient[] = [
  {
    name: 'Node’s own client',
    read: readWithNode,
    differences: differences.filter(({ only = 'node' }) => only === 'node'),
  },
  {
    name: 'undici',
    read: readWithUndici,
    differences: differences.filter(({ only = 'undici' }) => only === 'undici'),
  },
];

export function readHere(text: string, isHead: boolean): ClientOutcome {
  const outcome = readResponse(text, { isHead });
  if (outcome.kind !== 'done') return { kind: outcome.kind };
  const { kind, status, body, keepAlive } = outcome;
  return { kind, status, body, keepAlive };
}

/** The part of a source on which the reference has to agree with us; null where a difference is decided. */
export function comparable({ differences: known }: ReferenceClient, { text, isHead }: Source): string | null {
  const { kind, consumed } = readResponse(text, { isHead });
  // What lies behind a response is not its matter, and llhttp finds some faults only at the end of a line.
  const shown = kind === 'failed' ? `${text}\r\n\r\n` : text.slice(0, consumed);
  return known.some(({ concerns }) => concerns(shown, isHead)) ? null : shown;
}
