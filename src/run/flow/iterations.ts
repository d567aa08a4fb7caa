// Hot path: `start` runs for every iteration.
import { present } from '../../base/assert.ts';
import type { FlowRunner } from '../../flow/flow-runner.ts';
import type { Program } from '../../flow/program.ts';
import { FlowError } from '../../flow/scope.ts';
import type { User } from '../../flow/user.ts';
import { requestOrder } from '../../plan/request-order.ts';
import type { Recorder } from '../../stats/recorder.ts';
import type { NamedDraw } from './lane-users.ts';

export type IterationsOptions = {
  readonly runner: FlowRunner;
  readonly recorder: Recorder;
  /** What each flow does, and how often in comparison with the others. */
  readonly flows: readonly { readonly program: Program; readonly weight: number }[];
  readonly draws: readonly NamedDraw[];
  /** Variables that an iteration makes, and the next must not find. */
  readonly ownNames: readonly string[];
  readonly worker: number;
  readonly workers: number;
};

/** Begins the iterations of one worker's part of a lane: which flow comes next, and with which rows. */
export class Iterations {
  readonly #options: IterationsOptions;
  readonly #sequence: Uint32Array;
  #number: number;

  constructor(options: IterationsOptions) {
    this.#options = options;
    this.#sequence = requestOrder(options.flows.map(({ weight }) => weight)).sequence;
    this.#number = options.worker;
  }

  /** `plannedAt` is NaN in a closed model. Answers false, and starts nothing, where rows have run out. */
  start(user: User, plannedAt: number, now: number): boolean {
    const { runner, draws, ownNames, flows, workers } = this.#options;
    const { vars } = user.scope;
    for (const name of ownNames) vars[name] = undefined;
    for (const each of draws) {
      const row = this.#draw(each);
      if (row === null) return false;
      vars[each.name] = row;
    }
    const number = this.#number;
    this.#number += workers;
    user.scope.iteration = number;
    const flow = present(flows[this.#sequence[number % this.#sequence.length] ?? 0]);
    runner.startIteration(user, flow.program, plannedAt, now);
    return true;
  }

  #draw({ name, draw }: NamedDraw): unknown {
    const { recorder } = this.#options;
    try {
      const row = draw.draw();
      if (row === null) recorder.onDataExhausted(name);
      return row;
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      recorder.onDataExhausted(name);
      return null;
    }
  }
}
