import type { Result } from '../../summary/result.ts';
import type { AbMetric } from './ab-metrics.ts';
import type { AbDesign, AbLook, AbPair } from './ab-result.ts';
import { type AbAnalysis, analysePairs } from './analyse-pairs.ts';
import { looksOf } from './looks.ts';
import { whyLeftOut } from './left-out.ts';
import { type AskedMetrics, metricsFor } from './asked-metrics.ts';

/** Both blocks of a pair, and what of them is compared. */
export type MeasuredPair = AbPair & { readonly runs: { readonly a: Result; readonly b: Result } };

/** Why no more pairs are measured. */
export type Ending = 'decided' | 'all-looks' | 'too-many-left-out';

/** The pairs so far, and whether they are enough: asked only at the looks, as the chance of a false alarm is shared out to them. */
export class PairLedger {
  readonly pairs: MeasuredPair[] = [];
  readonly looks: AbLook[] = [];
  readonly #asked: AskedMetrics;
  #metrics: readonly AbMetric[];
  readonly #design: AbDesign;
  readonly #planned: readonly AbLook[];
  #analysis: AbAnalysis | null = null;
  #ending: Ending | null = null;

  constructor(asked: AskedMetrics, design: AbDesign) {
    this.#asked = asked;
    this.#metrics = metricsFor(asked);
    this.#design = design;
    this.#planned = looksOf(design);
  }

  /** In the order of each pair's numbers; those that decide come first. */
  get metrics(): readonly AbMetric[] {
    return this.#metrics;
  }

  /** Tells before the first pair what blocks are like: what they can't carry isn't asked of them. */
  fit(blocks: readonly Result[]): void {
    if (this.pairs.length === 0) this.#metrics = metricsFor(this.#asked, blocks);
  }

  get counted(): readonly MeasuredPair[] {
    return this.pairs.filter(({ leftOut }) => leftOut === null);
  }

  /** null: more pairs are needed. */
  get ending(): Ending | null {
    return this.#ending;
  }

  add(order: AbPair['order'], runs: MeasuredPair['runs']): void {
    const [a, b] = [runs.a, runs.b].map((run) => this.#metrics.map(({ read }) => read(run)));
    this.pairs.push({ order, leftOut: whyLeftOut(runs), a: a ?? [], b: b ?? [], runs });
    const { counted } = this;
    const leftOut = this.pairs.length - counted.length;
    if (leftOut > mostLeftOut(counted.length, this.#design)) this.#ending = 'too-many-left-out';
    const look = this.#planned[this.looks.length];
    const isCounted = this.pairs.at(-1)?.leftOut === null;
    if (isCounted && look !== undefined && counted.length >= look.pairs) this.#look(look);
  }

  /** What all pairs that count tell; where they ended between two looks, with what the next one may spend. */
  analysis(): AbAnalysis {
    const { counted } = this;
    const next = this.#planned[this.looks.length];
    const isLooked = this.looks.at(-1)?.pairs === counted.length;
    if (!isLooked && next !== undefined) this.#look({ ...next, pairs: counted.length, isLast: true });
    return this.#analysis ?? { changes: [], isDecided: false };
  }

  #look(look: AbLook): void {
    this.looks.push(look);
    this.#analysis = analysePairs(this.#metrics, this.pairs, look, this.#design);
    if (this.#analysis.isDecided) this.#ending ??= 'decided';
    else if (look.isLast) this.#ending ??= 'all-looks';
  }
}

/** So many pairs are made up for. Where more than half can't be trusted, the machine is not fit to measure this. */
function mostLeftOut(counted: number, { pairs }: Pick<AbDesign, 'pairs'>): number {
  return Math.max(3, Math.ceil(pairs / 2), counted);
}
