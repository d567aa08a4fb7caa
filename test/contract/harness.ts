import type { Clock } from '../../src/base/clock.ts';
import type { Engine } from '../../src/http/connection.ts';
import type { HttpSettings } from '../../src/http/settings.ts';
import type { Answer } from '../support/scripted-server.ts';

/** `refusing`: nobody listens. `mute-tls`: the server accepts and then never says a word of TLS. */
export type Target = 'tcp' | 'unix' | 'tls' | 'refusing' | 'mute-tls';

export type HarnessSetup = {
  readonly answers: readonly Answer[];
  readonly target: Target;
  readonly settings: Partial<HttpSettings>;
};

/** An engine and the other side it talks to. */
export interface Harness {
  readonly engine: Engine;
  readonly clock: Clock;
  /** What the other side has seen. */
  readonly requests: readonly string[];
  readonly connections: number;
  /** Lets time pass until the condition holds; fails when it never does. */
  until(condition: () => boolean): Promise<void>;
  /** Lets this much time pass. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export type CreateHarness = (setup: HarnessSetup) => Promise<Harness>;
