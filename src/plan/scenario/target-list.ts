import type { Scenario } from '../../scenario/scenario.ts';
import { planTarget } from '../plan-target.ts';
import type { TargetPlan } from '../plan.ts';

/** How the sockets get to the origins. */
export type Reaching = Pick<Scenario, 'tls' | 'unixPath' | 'connectTo'> & { readonly proxy: URL | null };

/** The origins that requests go to, in the order in which they are first asked for. */
export class TargetList {
  readonly targets: TargetPlan[] = [];
  /** URLs of steps are relative to it; null where the file names none. */
  readonly base: URL | null;
  readonly #reaching: Reaching;

  constructor(base: URL | null, reaching: Reaching) {
    this.base = base;
    this.#reaching = reaching;
  }

  /** Index of the target that a URL belongs to. */
  indexOf({ origin }: URL): number {
    const known = this.targets.findIndex((target) => target.origin === origin);
    if (known !== -1) return known;
    const url = this.base?.origin === origin ? this.base : new URL(origin);
    const { proxy, ...reaching } = this.#reaching;
    return this.targets.push(planTarget(reaching, { origin: url, shown: url.href }, proxy)) - 1;
  }

  /** Path of the target, which all relative URLs begin with; '' for the root. */
  get prefix(): string {
    return (this.base?.pathname ?? '').replace(/\/+$/, '');
  }
}
