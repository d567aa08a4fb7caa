import { InrushError } from '../base/errors.ts';
import type { Endpoint, HttpSettings } from '../http/settings.ts';
import type { Machine } from '../plan/machine.ts';
import type { Plan } from '../plan/plan.ts';
import { share } from '../plan/share.ts';
import type { WorkerPlan } from './message.ts';

/** Splits a plan over its workers. Throws `usage` when the machine hasn't the ports for its connections. */
export function makeWorkerPlans(plan: Plan, endpoint: Endpoint, machine: Machine): WorkerPlan[] {
  const sources = sourceAddresses(plan, endpoint, machine);
  return Array.from({ length: plan.workers }, (_, worker) => ({
    worker,
    workers: plan.workers,
    engine: plan.engine,
    http: httpSettings(plan, endpoint, sources[worker % Math.max(1, sources.length)] ?? null),
    request: plan.request,
    load: plan.load,
    connections: share(plan.connections, worker, plan.workers),
    maxQueued: share(plan.maxQueued, worker, plan.workers),
    warmupMs: plan.warmupMs,
    gracefulStopMs: plan.gracefulStopMs,
    seed: plan.seed,
  }));
}

function httpSettings(plan: Plan, endpoint: Endpoint, localAddress: string | null): HttpSettings {
  return {
    origin: plan.target.origin,
    endpoint,
    tls: plan.tls,
    timeouts: plan.timeouts,
    pipelining: plan.pipelining,
    requestsPerConnection: plan.requestsPerConnection,
    proxy: plan.target.proxy,
    localAddress,
  };
}

/**
 * A pair of addresses has only so many ports. All of 127.0.0.0/8 is this machine, so loopback runs take a source
 * address for each worker; elsewhere the user must name more.
 */
function sourceAddresses(plan: Plan, endpoint: Endpoint, machine: Machine): readonly string[] {
  if (plan.localAddresses.length > 0 || endpoint.kind === 'unix') return plan.localAddresses;
  if (plan.connections <= machine.ephemeralPorts) return [];
  if (endpoint.address.startsWith('127.')) {
    const perWorker = Math.ceil(plan.connections / plan.workers);
    if (perWorker <= machine.ephemeralPorts) {
      return Array.from({ length: plan.workers }, (_, worker) => loopbackSource(worker));
    }
  }
  throw new InrushError('usage', [
    {
      message: `-c ${plan.connections} needs as many ports; one source address has ${machine.ephemeralPorts} (ip_local_port_range)`,
      hint: `lower -c, add source addresses with --local-address, or widen the range with: sysctl net.ipv4.ip_local_port_range="1024 65535"`,
    },
  ]);
}

/** Others for every run: ports that the last run has just closed stay taken for a minute. */
function loopbackSource(worker: number): string {
  const run = process.pid;
  const block = Math.floor(worker / 254);
  return `127.${1 + ((run >> 8) & 127)}.${(run + block) & 255}.${1 + (worker % 254)}`;
}
