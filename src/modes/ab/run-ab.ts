import { InrushError, type Problem } from '../../base/errors.ts';
import { runLoad, type RunOptions } from '../../run/run-load.ts';
import { Stops } from '../stops.ts';
import type { AbResult } from './ab-result.ts';
import { BlockRunner, type LivePair } from './block-runner.ts';
import { PairLedger } from './pair-ledger.ts';
import type { AbPlans } from './plan-ab.ts';
import { bareHost, type SideHost } from './side-host.ts';
import { sumUpAb } from './sum-up-ab.ts';

export type AbOptions = Omit<RunOptions, 'responses'> & {
  /** What each side needs besides its target [nothing]. */
  readonly hosts?: { readonly a: SideHost; readonly b: SideHost };
  /** Both hosts make ready anew for each pair: what differs between two processes of the same code is then averaged [false]. */
  readonly isRestarted?: boolean;
  /** Called before each block with its name for people: `pair 4 of 10, A`. */
  readonly onBlock?: (label: string) => void;
};

/** Blocks a side that bring targets and caches up to speed, in no number. */
const warmupPairs = { atFirst: 2, eachTime: 1 };

/**
 * Measures two targets by turns under the same load, A B, B A, A B …, until their difference is known or the most pairs are
 * measured. A pair of which a block can't be trusted is left out and made up for. What ends it early, an interrupt or a
 * target that answers no more, makes the result partial. Throws as `runLoad` does while there is nothing to compare.
 */
export async function runAb(
  plans: AbPlans,
  { interrupts, hosts = { a: bareHost, b: bareHost }, isRestarted = false, ...options }: AbOptions = {},
  run: typeof runLoad = runLoad,
): Promise<AbResult> {
  const stops = new Stops(interrupts);
  const ledger = new PairLedger(plans.metrics, plans.design);
  const blocks = new BlockRunner({ design: plans.design, stops, options, run });
  const isGoingOn = (): boolean => ledger.ending === null && stops.reason === null;
  const measure = async (live: LivePair): Promise<void> => {
    const warmups = isRestarted ? warmupPairs.eachTime : warmupPairs.atFirst;
    for (let count = 0; count < warmups && stops.reason === null; count++) await blocks.warmUp(live);
    if (blocks.seen !== null) ledger.fit([blocks.seen.a, blocks.seen.b]);
    while (isGoingOn()) {
      const { order, runs } = await blocks.pair(live, ledger.pairs.length, ledger.counted.length);
      ledger.add(order, runs);
      if (isRestarted) return;
    }
  };
  try {
    while (isGoingOn()) {
      await hosts.a(plans.a.plan, stops, (a) => hosts.b(plans.b.plan, stops, (b) => measure({ a, b })));
    }
  } catch (error) {
    const isFailure = error instanceof InrushError;
    // A server that was being started when it was stopped throws the signal's reason.
    if (!isFailure && error !== stops.signal.reason) throw error;
    if (isFailure && ledger.counted.length === 0) throw error;
    if (isFailure) stops.fail(error);
  }
  const { seen } = blocks;
  if (seen === null || (stops.reason !== null && ledger.counted.length === 0)) {
    throw stops.error ?? new InrushError('cannot-run', [nothingMeasured(stops.reason)]);
  }
  return sumUpAb(plans, ledger, { stopReason: stops.reason, seen });
}

function nothingMeasured(reason: string | null): Problem {
  return { message: `nothing was measured: ${reason ?? 'it ended at once'}` };
}
