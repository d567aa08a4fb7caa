import type { ServerCpu, ServerMemory, ServerUsage } from '../../summary/server-usage.ts';

/** `requests` are those that it answered. */
export type BlockUsage = ServerUsage & { readonly requests: number };

/** What a server took over all blocks of its side; of several, started one after another, the longest start. null of none. */
export function jointUsage(blocks: readonly BlockUsage[]): ServerUsage | null {
  const [first] = blocks;
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) return null;
  const processes = blocks.flatMap(({ peakProcesses }) => peakProcesses ?? []);
  return {
    command: first.command,
    readyMs: Math.max(...blocks.map(({ readyMs }) => readyMs)),
    cpu: jointCpu(blocks),
    memory: jointMemory(blocks.flatMap(({ memory }) => memory ?? [])),
    peakProcesses: processes.length === 0 ? null : Math.max(...processes),
    ended: last.ended,
  };
}

/** Blocks are of one length, so their means count alike. */
function jointCpu(blocks: readonly BlockUsage[]): ServerCpu | null {
  const known = blocks.flatMap(({ cpu, requests }) => (cpu === null ? [] : [{ ...cpu, requests }]));
  if (known.length === 0) return null;
  const perRequest = known.flatMap(({ perRequestUs, requests }) =>
    perRequestUs === null ? [] : [{ cpuUs: perRequestUs * requests, requests }],
  );
  const requests = sum(perRequest.map((block) => block.requests));
  return {
    meanCores: sum(known.map(({ meanCores }) => meanCores)) / known.length,
    peakCores: Math.max(...known.map(({ peakCores }) => peakCores)),
    perRequestUs: requests > 0 ? sum(perRequest.map(({ cpuUs }) => cpuUs)) / requests : null,
  };
}

function jointMemory(blocks: readonly ServerMemory[]): ServerMemory | null {
  const [first] = blocks;
  const last = blocks.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    startBytes: first.startBytes,
    endBytes: last.endBytes,
    peakBytes: Math.max(...blocks.map(({ peakBytes }) => peakBytes)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
