import { present } from '../base/assert.ts';
import { InrushError } from '../base/errors.ts';
import type { Endpoint, HttpSettings } from '../http/settings.ts';
import { ownPorts } from '../http/source-address.ts';
import type { Machine } from '../plan/machine.ts';
import { mapNonEmpty, type NonEmpty } from '../plan/non-empty.ts';
import type { Plan, TargetPlan } from '../plan/plan.ts';
import { share } from '../plan/share.ts';
import type { WorkerPlan } from './message.ts';
import { describeEndpoint } from './resolve.ts';
import type { KeepSettings } from './response-batch.ts';

/** Where one worker's sockets come from. */
type Source = Pick<HttpSettings, 'localAddress' | 'ownsLocalAddress'>;

/** Splits a plan over its workers. Throws `usage` when the machine hasn't the ports for its connections. */
export function makeWorkerPlans(
  plan: Plan,
  endpoints: NonEmpty<Endpoint>,
  machine: Machine,
  keep: KeepSettings | null = null,
): WorkerPlan[] {
  return Array.from({ length: plan.workers }, (_, worker) => ({
    worker,
    workers: plan.workers,
    engine: plan.engine,
    targets: mapNonEmpty(plan.targets, (target, index) => {
      const endpoint = present(endpoints[index]);
      const sharing = endpoints.filter((other) => isSame(other, endpoint)).length;
      return settingsFor(
        plan,
        target,
        endpoint,
        sourceOf({ worker, index, sharing }, plan, endpoint, machine),
      );
    }),
    pipelining: plan.pipelining,
    work: plan.work,
    connections: share(plan.connections, worker, plan.workers),
    maxQueued: share(plan.maxQueued, worker, plan.workers),
    warmupMs: plan.warmup.kind === 'fixed' ? plan.warmup.ms : Infinity,
    pacing: plan.pacing,
    gracefulStopMs: plan.gracefulStopMs,
    seed: plan.seed,
    keep,
  }));
}

function settingsFor(plan: Plan, target: TargetPlan, endpoint: Endpoint, source: Source): HttpSettings {
  return {
    origin: target.origin,
    endpoint,
    tls: target.tls,
    timeouts: plan.timeouts,
    pipelining: plan.pipelining,
    requestsPerConnection: plan.requestsPerConnection,
    proxy: target.proxy,
    ...source,
  };
}

/** A worker's sockets to one target; as many targets as are `sharing` have the same endpoint. */
type Route = { readonly worker: number; readonly index: number; readonly sharing: number };

/**
 * A pair of addresses has only so many ports. All of 127.0.0.0/8 is this machine, so large loopback runs take a
 * source address for each worker; elsewhere the user must name more.
 */
function sourceOf(route: Route, plan: Plan, endpoint: Endpoint, machine: Machine): Source {
  const { worker, index, sharing } = route;
  const { localAddresses, connections, workers } = plan;
  const sources = Math.max(1, localAddresses.length);
  const localAddress = localAddresses[worker % sources] ?? null;
  const perSource = Math.min(connections, Math.ceil(connections / workers) * Math.ceil(workers / sources));
  const isEnough = perSource * sharing <= machine.ephemeralPorts;
  if (endpoint.kind === 'unix' || isEnough) return { localAddress, ownsLocalAddress: false };
  const isLoopback = endpoint.address.startsWith('127.') && localAddress === null;
  if (isLoopback && Math.ceil(connections / workers) <= ownPorts) {
    return { localAddress: loopbackSource(worker + index * workers), ownsLocalAddress: true };
  }
  const origins = sharing === 1 ? '' : ` for each of ${sharing} origins`;
  const message = `-c ${connections} needs as many ports${origins}; a source address has ${machine.ephemeralPorts} (ip_local_port_range)`;
  const hint =
    'lower -c, add source addresses with --local-address, or widen the range with: sysctl net.ipv4.ip_local_port_range="1024 65535"';
  throw new InrushError('usage', [{ message, hint }]);
}

function isSame(one: Endpoint, other: Endpoint): boolean {
  return describeEndpoint(one) === describeEndpoint(other);
}

/** Others for every run: ports that the last run has just closed stay taken for a minute. */
function loopbackSource(place: number): string {
  const run = process.pid;
  const block = Math.floor(place / 254);
  return `127.${1 + ((run >> 8) & 127)}.${(run + block) & 255}.${1 + (place % 254)}`;
}
