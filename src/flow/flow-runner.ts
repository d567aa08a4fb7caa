// Hot path: users go from step to step here, for every request of a flow.
import { assert, assertNever } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { CompiledRequest } from './compiled-request.ts';
import type { FlowRecorder, IterationEnd } from './flow-recorder.ts';
import type { FlowSender } from './flow-sender.ts';
import { type FlowTrace, skippedStep } from './flow-trace.ts';
import type { UserFunctions } from './code/user-functions.ts';
import type { CallStep, Instruction, Program } from './program.ts';
import { FlowError } from './scope.ts';
import { UserSteps } from './user-steps.ts';
import type { User } from './user.ts';

/** As `Timers` of run/. */
export type FlowTimers = {
  after(delayMs: number, callback: () => void): () => void;
  soon(callback: () => void): () => void;
};

/** The functions of a user; see `UserFunctions`. */
export type UserFunctionsOf = (user: User) => Pick<UserFunctions, 'run' | 'cancel'>;

/** Steps that need no answer and no time, after which others get their turn. */
const mostStepsAtOnce = 1000;

export type RunnerOptions = {
  readonly requests: readonly CompiledRequest[];
  readonly sender: FlowSender;
  readonly recorder: FlowRecorder;
  readonly clock: Clock;
  readonly timers: FlowTimers;
  /** null for a scenario without code. */
  readonly functions: UserFunctionsOf | null;
  /** The user is idle again. */
  readonly onIterationEnd: (user: User, now: number) => void;
  readonly redact: (text: string, user: User) => string;
  readonly trace: FlowTrace | null;
  /** Waiting times are left out, as for a single iteration that is looked at. */
  readonly skipsThinking: boolean;
};

type OnSessionEnd = (problem: FlowError | null) => void;

/** Takes users through the steps of a session or of an iteration. What goes wrong ends that one, and is counted. */
export class FlowRunner {
  readonly #options: RunnerOptions;
  readonly #steps: UserSteps;
  #isCut = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#steps = new UserSteps(options.requests, options.sender, options.recorder);
  }

  /** `onEnd` hears once how it went, not from inside. */
  startSession(user: User, program: Program, now: number, onEnd: OnSessionEnd): void {
    user.state = 'session';
    user.onSessionEnd = onEnd;
    this.#begin(user, program, NaN, now);
  }

  /** `plannedAt` is NaN in a closed model. The user must be idle. */
  startIteration(user: User, program: Program, plannedAt: number, now: number): void {
    user.state = 'iteration';
    this.#options.recorder.onIterationStart(now, plannedAt);
    this.#begin(user, program, plannedAt, now);
  }

  /** Ends everything that users are at as interrupted; nothing can be started afterwards. */
  cut(users: readonly User[]): void {
    this.#isCut = true;
    this.#options.sender.closeAll();
    const now = this.#options.clock.now();
    const busy = users.filter(({ state }) => state !== 'idle');
    for (const user of busy) this.#end(user, 'interrupted', '', now);
  }

  #begin(user: User, program: Program, plannedAt: number, now: number): void {
    user.program = program;
    user.at = 0;
    user.startedAt = now;
    user.plannedAt = plannedAt;
    user.isOpen = !Number.isNaN(plannedAt);
    user.hasYielded = false;
    this.#advance(user, plannedAt, now);
  }

  /** `readyAt` is when the user could go on, from which an open model counts its next request. */
  #advance(user: User, readyAt: number, now: number): void {
    user.readyAt = readyAt;
    try {
      for (let steps = 0; steps < mostStepsAtOnce; steps++) {
        const instruction = user.program[user.at];
        if (instruction === undefined) return this.#end(user, null, '', now);
        user.at++;
        if (!this.#isPassed(user, instruction, now)) return;
      }
      this.#pause(
        user,
        this.#options.timers.soon(() => this.#resume(user)),
      );
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      this.#end(user, error.reason, error.message, now);
    }
  }

  /** Whether the user can go on to its next instruction at once. */
  #isPassed(user: User, instruction: Instruction, now: number): boolean {
    switch (instruction.kind) {
      case 'request':
        this.#send(user, instruction.request, now);
        return false;
      case 'think':
        return this.#think(user, instruction.minMs, instruction.maxMs);
      case 'call':
        this.#call(user, instruction.step);
        return false;
      case 'unless':
        if (isTrue(instruction.condition(user.scope))) return true;
        user.at = instruction.to;
        this.#options.trace?.(skippedStep(instruction.step, this.#options.requests));
        return true;
      case 'enter':
        if (!user.loops.enter(instruction.loop, user.scope)) user.at = instruction.to;
        return true;
      case 'again':
        if (user.loops.again(instruction.loop, user.scope)) user.at = instruction.to;
        return true;
      default:
        return assertNever(instruction);
    }
  }

  #send(user: User, index: number, now: number): void {
    const flight = this.#steps.flightOf(user);
    flight.onEnd = this.#onFlightEnd;
    this.#steps.send(user, flight, index, user.isOpen ? user.readyAt : NaN, now);
    // Only now: what can't be sent ends the iteration at once.
    user.hasYielded = true;
  }

  readonly #onFlightEnd: (flight: ReturnType<UserSteps['flightOf']>) => void = (flight) => {
    const { user, exchange } = flight;
    if (exchange.reason !== 'none') {
      const isCut = this.#isCut || exchange.reason === 'aborted';
      const example = `${this.#steps.nameOf(flight)}: ${exchange.reason} ${exchange.detail}`.trim();
      this.#end(user, isCut ? 'interrupted' : 'no-response', example, exchange.endedAt);
      return;
    }
    try {
      if (user.state === 'session') this.#steps.demandOk(flight);
      this.#steps.capture(flight, this.#options.trace);
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      this.#end(
        user,
        error.reason,
        `${this.#steps.nameOf(flight)}: ${error.message}`,
        this.#options.clock.now(),
      );
      return;
    }
    // What was done with the response took its time; nothing was, where nobody looked into it.
    const isRead = flight.gatherer.wantsHead === 'always';
    const now = isRead ? this.#options.clock.now() : exchange.endedAt;
    this.#advance(user, now, now);
  };

  #think(user: User, minMs: number, maxMs: number): boolean {
    const ms = minMs + (maxMs - minMs) * user.scope.random();
    this.#options.trace?.({ kind: 'think', ms });
    if (this.#options.skipsThinking) return true;
    this.#pause(
      user,
      this.#options.timers.after(ms, () => this.#resume(user)),
    );
    return false;
  }

  #call(user: User, step: CallStep): void {
    const { functions, trace, timers } = this.#options;
    trace?.({ kind: 'function', name: step.name });
    assert(functions !== null, 'a call step needs the code that it is in');
    const own = functions(user);
    this.#pause(user, () => own.cancel());
    let isInside = true;
    own.run(step, (problem) => {
      // Thousands of functions that wait for nothing must not stand on each other's stack.
      if (!isInside) return this.#onFunctionEnd(user, problem);
      const cancel = timers.soon(() => this.#onFunctionEnd(user, problem));
      this.#pause(user, cancel);
    });
    isInside = false;
  }

  #onFunctionEnd(user: User, problem: FlowError | null): void {
    user.cancelWait = nothing;
    if (problem === null) return this.#resume(user);
    const end = this.#isCut ? 'interrupted' : problem.reason;
    this.#end(user, end, problem.message, this.#options.clock.now());
  }

  #pause(user: User, cancel: () => void): void {
    user.hasYielded = true;
    user.cancelWait = cancel;
  }

  #resume(user: User): void {
    const now = this.#options.clock.now();
    this.#advance(user, now, now);
  }

  #end(user: User, end: IterationEnd, example: string, now: number): void {
    const { state, startedAt, plannedAt } = user;
    const { recorder, redact, trace, clock, timers } = this.#options;
    user.state = 'idle';
    user.cancelWait();
    user.cancelWait = nothing;
    const shown = end === null || end === 'interrupted' ? '' : redact(example, user);
    if (trace !== null) {
      trace(
        end === null || end === 'interrupted'
          ? { kind: 'end' }
          : { kind: 'failed', reason: end, message: shown },
      );
    }
    if (state === 'session') {
      const { onSessionEnd } = user;
      const problem = end === null ? null : new FlowError(end === 'interrupted' ? 'no-response' : end, shown);
      // Steps that ask for nothing are over before their start is.
      if (user.hasYielded) onSessionEnd(problem);
      else timers.soon(() => onSessionEnd(problem));
      return;
    }
    recorder.onIterationEnd(startedAt, plannedAt, end, shown);
    if (user.hasYielded) this.#options.onIterationEnd(user, now);
    else timers.soon(() => this.#options.onIterationEnd(user, clock.now()));
  }
}

function nothing(): void {}

/** As in JavaScript. */
function isTrue(value: unknown): boolean {
  return Boolean(value);
}
