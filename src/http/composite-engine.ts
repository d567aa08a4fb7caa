import type { Clock } from '../base/clock.ts';
import { CompositeConnection } from './composite-connection.ts';
import type { CreateEngine, Engine } from './connection.ts';
import type { HttpSettings } from './settings.ts';

/** The engine for one target, or one that sends each request to the target that it names. */
export function createEngineFor(
  createEngine: CreateEngine,
  targets: readonly [HttpSettings, ...HttpSettings[]],
  clock: Clock,
): Engine {
  const [first, ...others] = targets;
  if (others.length === 0) return createEngine(first, clock);
  const engines = targets.map((settings) => createEngine(settings, clock));
  return {
    connect: (listener) => new CompositeConnection(engines, first.pipelining, listener),
    close: () => {
      for (const engine of engines) engine.close();
    },
  };
}
