import { afterEach, expect, it } from 'vitest';
import type { HttpSettings } from '../../src/http/settings.ts';
import type { Answer } from '../support/scripted-server.ts';
import { Client } from './client.ts';
import type { CreateHarness, Target } from './harness.ts';

type Timeouts = HttpSettings['timeouts'];

/** What differs from plain HTTP without timeouts, one request at a time. */
export type SettingsChanges = Partial<Omit<HttpSettings, 'timeouts'>> & {
  readonly timeouts?: Partial<Timeouts>;
};

const never: Timeouts = {
  connectMs: Infinity,
  tlsMs: Infinity,
  firstByteMs: Infinity,
  idleMs: Infinity,
  totalMs: Infinity,
};

/** Where the cases of the contract are run for one engine. Make it inside a `describe`. */
export class Bench {
  readonly #name: string;
  readonly #createHarness: CreateHarness;
  readonly #skip: readonly string[];
  readonly #titles = new Set<string>();
  readonly #clients: Client[] = [];

  constructor(name: string, createHarness: CreateHarness, skip: readonly string[]) {
    this.#name = name;
    this.#createHarness = createHarness;
    this.#skip = skip;
    afterEach(async () => {
      for (const { connection, harness } of this.#clients.splice(0)) {
        connection.close();
        harness.engine.close();
        await harness.close();
      }
    });
  }

  /** Of the titles to skip, those that no case has. */
  get unknownSkips(): string[] {
    return this.#skip.filter((title) => !this.#titles.has(title));
  }

  /** One case; whatever it looks at itself, the listener must not have been misused. */
  check(title: string, test: () => Promise<void>): void {
    this.#titles.add(title);
    it.skipIf(this.#skip.includes(title))(`${this.#name} ${title}`, async () => {
      await test();
      expect(this.#clients.flatMap((client) => client.violations)).toEqual([]);
    });
  }

  /** A client whose nth request is answered by the nth answer; the last one repeats. */
  async start(
    answers: readonly Answer[],
    settings: SettingsChanges = {},
    target: Target = 'tcp',
  ): Promise<Client> {
    const timeouts = { ...never, ...settings.timeouts };
    const client = new Client(
      await this.#createHarness({ answers, target, settings: { ...settings, timeouts } }),
    );
    this.#clients.push(client);
    return client;
  }
}
