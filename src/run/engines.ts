import type { CreateEngine } from '../http/connection.ts';
import type { EngineName } from '../scenario/connecting.ts';

/** Loads only the engine that is used: undici costs a worker 60 ms of start-up. */
export async function engineFor(name: EngineName): Promise<CreateEngine> {
  if (name === 'undici') return (await import('../http/undici/engine.ts')).createUndiciEngine;
  return (await import('../http/h1/engine.ts')).createH1Engine;
}
