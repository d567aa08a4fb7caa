import { InrushError } from '../base/errors.ts';
import type { Endpoint, HttpSettings } from '../http/settings.ts';
import { ownPorts } from '../http/source-address.ts';
import type { Machine } from '../plan/machine.ts';
import type { Plan } from '../plan/plan.ts';
import { share } from '../plan/share.ts';
import type { WorkerPlan } from './message.ts';

/** Where one worker's sockets come from. */
type Source = Pick<HttpSettings, 'localAddress' | 'ownsLocalAddress'>;

/** Splits a plan over its workers. Throws `usage` when the machine hasn't the ports for its connections. */
export function makeWorkerPlans(plan: Plan, endpoint: Endpoint, machine: Machine): WorkerPlan[] {
  return Array.from({ length: plan.workers }, (_, worker) => ({
    worker,
    workers: plan.workers,
    engine: plan.engine,
    http: {
      origin: plan.target.origin,
      endpoint,
      tls: plan.tls,
      timeouts: plan.timeouts,
      pipelining: plan.pipelining,
      requestsPerConnection: plan.requestsPerConnection,
      proxy: plan.target.proxy,
      ...sourceOf(worker, plan, endpoint, machine),
    },
    request: plan.request,
    load: plan.load,
    connections: share(plan.connections, worker, plan.workers),
    maxQueued: share(plan.maxQueued, worker, plan.workers),
    warmupMs: plan.warmupMs,
    gracefulStopMs: plan.gracefulStopMs,
    seed: plan.seed,
  }));
}

/**
 * A pair of addresses has only so many ports. All of 127.0.0.0/8 is this machine, so large loopback runs take a
 * source address for each worker; elsewhere the user must name more.
 */
function sourceOf(worker: number, plan: Plan, endpoint: Endpoint, machine: Machine): Source {
  const { localAddresses, connections, workers } = plan;
  const sources = Math.max(1, localAddresses.length);
  const localAddress = localAddresses[worker % sources] ?? null;
  const perSource = Math.min(connections, Math.ceil(connections / workers) * Math.ceil(workers / sources));
  const isEnough = perSource <= machine.ephemeralPorts;
  if (endpoint.kind === 'unix' || isEnough) return { localAddress, ownsLocalAddress: false };
  const isLoopback = endpoint.address.startsWith('127.') && localAddress === null;
  if (isLoopback && Math.ceil(connections / workers) <= ownPorts) {
    return { localAddress: loopbackSource(worker), ownsLocalAddress: true };
  }
  const message = `-c ${connections} needs as many ports; a source address has ${machine.ephemeralPorts} (ip_local_port_range)`;
  const hint =
    'lower -c, add source addresses with --local-address, or widen the range with: sysctl net.ipv4.ip_local_port_range="1024 65535"';
  throw new InrushError('usage', [{ message, hint }]);
}

/** Others for every run: ports that the last run has just closed stay taken for a minute. */
function loopbackSource(worker: number): string {
  const run = process.pid;
  const block = Math.floor(worker / 254);
  return `127.${1 + ((run >> 8) & 127)}.${(run + block) & 255}.${1 + (worker % 254)}`;
}
