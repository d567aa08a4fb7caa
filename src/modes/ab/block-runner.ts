import type { runLoad, RunOptions } from '../../run/run-load.ts';
import type { Result } from '../../summary/result.ts';
import { runOnServer } from '../with-server.ts';
import type { Stops } from '../stops.ts';
import type { AbDesign, AbPair } from './ab-result.ts';
import { named } from './named-problem.ts';
import type { LiveSide } from './side-host.ts';

export type LivePair = { readonly a: LiveSide; readonly b: LiveSide };

export type Runs = { readonly a: Result; readonly b: Result };

export type BlockSettings = {
  readonly design: AbDesign;
  readonly stops: Stops;
  readonly options: RunOptions & { readonly onBlock?: (label: string) => void };
  readonly run: typeof runLoad;
};

/** Runs blocks in pairs, in the order that the design says. */
export class BlockRunner {
  readonly #settings: BlockSettings;
  #seen: Runs | null = null;
  #warmups = 0;

  constructor(settings: BlockSettings) {
    this.#settings = settings;
  }

  /** The last pair that ran, counted or not; null before the first. */
  get seen(): Runs | null {
    return this.#seen;
  }

  /** In no number. */
  async warmUp(live: LivePair): Promise<void> {
    await this.#both(live, this.#orderOf(this.#warmups++), 'warm-up');
  }

  /** `index` from 0; `counted` are those before it that count. */
  async pair(
    live: LivePair,
    index: number,
    counted: number,
  ): Promise<{ order: AbPair['order']; runs: Runs }> {
    const { pairs, mostPairs } = this.#settings.design;
    const most = counted < pairs ? String(pairs) : `at most ${mostPairs}`;
    const order = this.#orderOf(index);
    return { order, runs: await this.#both(live, order, `pair ${counted + 1} of ${most}`) };
  }

  /** What drifts along with time weighs on both sides alike. */
  #orderOf(index: number): AbPair['order'] {
    if (this.#settings.design.kind === 'duet') return 'duet';
    return index % 2 === 0 ? 'ab' : 'ba';
  }

  /** Both run even when the first was told to stop: the second then ends at once. */
  async #both(live: LivePair, order: AbPair['order'], label: string): Promise<Runs> {
    const { onBlock } = this.#settings.options;
    if (order === 'duet') {
      onBlock?.(label);
      // What shows a run can show only one of them.
      const [a, b] = await Promise.allSettled([this.#block(live.a, 'a'), this.#block(live.b, 'b', false)]);
      if (a.status === 'rejected') throw a.reason;
      if (b.status === 'rejected') throw b.reason;
      return (this.#seen = { a: a.value, b: b.value });
    }
    const first = await this.#named(live, order === 'ab' ? 'a' : 'b', label);
    const second = await this.#named(live, order === 'ab' ? 'b' : 'a', label);
    return (this.#seen = order === 'ab' ? { a: first, b: second } : { a: second, b: first });
  }

  #named(live: LivePair, side: 'a' | 'b', label: string): Promise<Result> {
    this.#settings.options.onBlock?.(`${label}, ${side.toUpperCase()}`);
    return this.#block(live[side], side);
  }

  async #block({ plan, server }: LiveSide, side: 'a' | 'b', isShown = true): Promise<Result> {
    const { stops, options, run } = this.#settings;
    const { onBlock: _said, ...seen } = options;
    const { onTick: _ticks, onSnapshot: _snapshots, ...unseen } = seen;
    const settings = isShown ? seen : unseen;
    const running = stops.during((interrupts) => runOnServer(server, plan, { ...settings, interrupts }, run));
    return named(side === 'a' ? 'A' : 'B', running);
  }
}
