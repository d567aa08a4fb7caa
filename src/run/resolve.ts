import { lookup } from 'node:dns/promises';
import { connect } from 'node:net';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import type { Endpoint } from '../http/settings.ts';
import { isNonEmpty, type NonEmpty } from '../plan/non-empty.ts';
import type { Plan, TargetPlan } from '../plan/plan.ts';
import { proxyOrigin } from '../plan/plan-target.ts';

/** Below 5 s in all, so that a target that isn't there is reported while the user still looks. */
const longestTryMs = 4000;

/**
 * Resolves the name of each target once and finds the first address that takes a connection, as wrk does: one
 * socket is opened and closed at once. Throws `cannot-run` with every target that doesn't answer.
 */
export async function resolveEndpoints({ targets, timeouts }: Plan): Promise<NonEmpty<Endpoint>> {
  const tried = await Promise.all(targets.map((target) => resolveTarget(target, timeouts.connectMs)));
  const problems = tried.flatMap((each) => (each.ok ? [] : [each.problem]));
  const endpoints = tried.flatMap((each) => (each.ok ? [each.endpoint] : []));
  if (problems.length > 0 || !isNonEmpty(endpoints)) throw new InrushError('cannot-run', problems);
  return endpoints;
}

type Resolved =
  { readonly ok: true; readonly endpoint: Endpoint } | { readonly ok: false; readonly problem: Problem };

async function resolveTarget(target: TargetPlan, connectMs: number): Promise<Resolved> {
  const addresses = await addressesOf(target);
  if (!addresses.ok) return addresses;
  const tryMs = Math.min(connectMs, longestTryMs / addresses.endpoints.length);
  const refusals: string[] = [];
  for (const endpoint of addresses.endpoints) {
    const refusal = await tryConnect(endpoint, tryMs);
    if (refusal === null) return { ok: true, endpoint };
    refusals.push(`${describeEndpoint(endpoint)}: ${refusal}`);
  }
  const message = `nothing answers at ${proxyOrigin(target) ?? target.url} (${refusals.join('; ')})`;
  const hint = 'check that the server is running and that the host and port are right';
  return { ok: false, problem: { message, hint } };
}

export function describeEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === 'unix') return endpoint.path;
  const { address, port } = endpoint;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

type Addresses =
  | { readonly ok: true; readonly endpoints: readonly Endpoint[] }
  | { readonly ok: false; readonly problem: Problem };

async function addressesOf({ reach }: TargetPlan): Promise<Addresses> {
  if (reach.kind === 'unix') return { ok: true, endpoints: [reach] };
  try {
    const addresses = await lookup(reach.host, { all: true });
    const endpoints = addresses.map(({ address }) => ({ kind: 'tcp', address, port: reach.port }) as const);
    return { ok: true, endpoints };
  } catch (error) {
    const message = `the name ${reach.host} can't be resolved (${describeCause(error)})`;
    return { ok: false, problem: { message, hint: 'check the spelling, or use --connect-to' } };
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
