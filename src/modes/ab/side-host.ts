import type { Plan } from '../../plan/plan.ts';
import type { RunningServer } from '../../server/running-server.ts';
import type { Stops } from '../stops.ts';

/** One side while its blocks run. */
export type LiveSide = {
  readonly plan: Plan;
  /** null unless inrush started it. */
  readonly server: RunningServer | null;
};

/**
 * Makes ready what the blocks of a side need, such as a server or hooks, and takes it away again, however `use` ends.
 * What makes further blocks pointless, it tells the stops.
 */
export type SideHost = <T>(plan: Plan, stops: Stops, use: (live: LiveSide) => Promise<T>) => Promise<T>;

/** There is nothing to make ready: the target runs by itself. */
export const bareHost: SideHost = (plan, _stops, use) => use({ plan, server: null });
