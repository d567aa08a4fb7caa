import { coresText } from './cores-text.ts';
import type { Result } from './result.ts';
import { longestCpuWait } from './trust/cpu.ts';

/** What the server's share of the machine says of the numbers. */
export type ServerFinding = {
  readonly kind: 'limit' | 'idle' | 'competition';
  readonly sentence: string;
  /** What to do about it; null where there is nothing. */
  readonly hint: string | null;
};

/** In a shorter run its processor time is not known well. */
const leastMs = 1000;
/** Of a server on one thread; helpers, such as a collector, take some more. */
const oneCore = { least: 0.9, most: 1.2, peakMost: 1.4 };
const nearlyAll = 0.9;
const nearlyNothing = 0.1;
/** Of its connections a load without pauses keeps nearly all at work. */
const leastAtWork = 0.5;
/** Of its time a worker waited for a processor. */
const leastWait = 0.05;

/** Of a server under test whose processor time is known; none where nothing stands out. */
export function serverFindings(result: Result): readonly ServerFinding[] {
  const cpu = result.server?.cpu ?? null;
  if (cpu === null || result.measuredMs < leastMs) return [];
  const rivalry = competition(result, cpu.meanCores);
  const bound = isPressed(result) ? (limit(result, cpu) ?? idleness(result, cpu.meanCores)) : null;
  return [...(bound === null ? [] : [bound]), ...(rivalry === null ? [] : [rivalry])];
}

type Cpu = { readonly meanCores: number; readonly peakCores: number };

/** It was asked for as much as it could give, and not for as much as the generator could ask. */
function isPressed({ load, overload, trust, accounting }: Result): boolean {
  if (trust.reasons.some(({ signal }) => signal === 'generator-limit')) return false;
  if (accounting.ok === 0) return false;
  return load.model === 'closed' || overload?.cause === 'target';
}

function limit(result: Result, { meanCores, peakCores }: Cpu): ServerFinding | null {
  const { cores } = result.generator.machine;
  const isOne = meanCores >= oneCore.least && meanCores <= oneCore.most && peakCores <= oneCore.peakMost;
  if (!isOne && meanCores < nearlyAll * cores) return null;
  const used = isOne ? coresText(meanCores) : `${meanCores.toFixed(1)} of ${cores} cores`;
  const sentence = `the server used ${used}: it was the limit`;
  return {
    kind: 'limit',
    sentence,
    hint: isOne && cores > 1 ? 'more processes or threads of it may give more' : null,
  };
}

function idleness({ load, server, littlesLaw }: Result, meanCores: number): ServerFinding | null {
  if (load.model !== 'closed' || meanCores >= nearlyNothing || (server?.ended ?? null) !== null) return null;
  // Users who think ask for little.
  if (littlesLaw.meanInFlight < leastAtWork * load.connections) return null;
  const sentence = `the server used ${coresText(meanCores)}: it waited, or the work was done elsewhere`;
  const hint = 'what it starts in a container, or asks a database for, is not in these numbers';
  return { kind: 'idle', sentence, hint };
}

/** Where a processor is short, each request takes longer for it, on both sides. */
function competition(result: Result, meanCores: number): ServerFinding | null {
  const { machine } = result.generator;
  const all = Math.min(machine.cores, machine.cpuLimitCores ?? Infinity);
  const generatorCores = coresOfGenerator(result);
  if (meanCores + generatorCores < nearlyAll * all) return null;
  const { share } = longestCpuWait(result);
  if (share < leastWait) return null;
  const together = `${(meanCores + generatorCores).toFixed(1)} of ${all} cores`;
  const sentence = `server and generator used ${together}, and a worker waited for one ${Math.round(share * 100)} % of the time`;
  const hint =
    all > 1
      ? "give each its own: taskset -c 1 before inrush, and taskset -c 0 before the server's command"
      : 'measure from another machine';
  return { kind: 'competition', sentence, hint };
}

function coresOfGenerator({ generator, load, wallMs, measuredMs }: Result): number {
  const runMs = load.warmupMs + Math.max(wallMs, measuredMs);
  return generator.workers.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / runMs;
}
