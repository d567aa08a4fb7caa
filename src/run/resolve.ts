import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { describeCause, InrushError } from '../base/errors.ts';
import type { Endpoint } from '../http/settings.ts';
import type { Plan } from '../plan/plan.ts';
import { proxyOrigin } from '../plan/plan-target.ts';

/** Below 5 s in all, so that a target that isn't there is reported while the user still looks. */
const longestTryMs = 4000;

/**
 * Resolves the target's name once and finds the first address that takes a connection, as wrk does: one socket
 * is opened and closed at once. Throws `cannot-run` when no address answers.
 */
export async function resolveEndpoint(plan: Plan): Promise<Endpoint> {
  const endpoints = await candidates(plan);
  const tryMs = Math.min(plan.timeouts.connectMs, longestTryMs / endpoints.length);
  const refusals: string[] = [];
  for (const endpoint of endpoints) {
    const refusal = await tryConnect(endpoint, tryMs);
    if (refusal === null) return endpoint;
    refusals.push(`${describeEndpoint(endpoint)}: ${refusal}`);
  }
  throw new InrushError('cannot-run', [
    {
      message: `nothing answers at ${proxyOrigin(plan.target) ?? plan.target.url} (${refusals.join('; ')})`,
      hint: 'check that the server is running and that the host and port are right',
    },
  ]);
}

export function describeEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'unix') return endpoint.path;
  const { address, port } = endpoint;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

async function candidates({ target }: Plan): Promise<Endpoint[]> {
  const { reach } = target;
  if (reach.kind === 'unix') return [reach];
  try {
    const addresses = await lookup(reach.host, { all: true });
    return addresses.map(({ address }) => ({ kind: 'tcp', address, port: reach.port }));
  } catch (error) {
    const message = `the name ${reach.host} can't be resolved (${describeCause(error)})`;
    throw new InrushError('cannot-run', [{ message, hint: 'check the spelling, or use --connect-to' }], {
      cause: error,
    });
  }
}

/** null when the address took the connection, else why not. */
async function tryConnect(endpoint: Endpoint, tryMs: number): Promise<string | null> {
  return new Promise((settle) => {
    const socket = connect(
      endpoint.kind === 'unix'
        ? { path: endpoint.path }
        : { host: endpoint.address, port: endpoint.port, autoSelectFamily: false },
    );
    const end = (refusal: string | null): void => {
      clearTimeout(timer);
      socket.destroy();
      settle(refusal);
    };
    const timer = setTimeout(() => end(`no answer within ${tryMs} ms`), tryMs);
    socket.on('connect', () => end(null));
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
