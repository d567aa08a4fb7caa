import type { Clock } from '../base/clock.ts';
import type { PreparedRequest } from '../http/prepare.ts';
import type { SendListener, SendOptions, UserHttp } from './code/user-http.ts';
import { withCookies } from './cookie-header.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import type { FlowTimers } from './flow-runner.ts';
import type { FlowSender } from './flow-sender.ts';
import type { FlowTrace } from './flow-trace.ts';
import { FlowError, type Scope } from './scope.ts';
import type { Flight, User } from './user.ts';

export type UserCallsOptions = {
  readonly sender: FlowSender;
  readonly recorder: FlowRecorder;
  readonly clock: Clock;
  readonly timers: FlowTimers;
  readonly redact: (text: string, user: User) => string;
  readonly trace: FlowTrace | null;
  readonly skipsThinking: boolean;
};

/** See {@link UserHttp}: what the functions of a user send goes the way of its steps' requests. */
export class UserCalls implements UserHttp {
  readonly scope: Scope;
  readonly #user: User;
  readonly #options: UserCallsOptions;
  #flight: Flight | null = null;
  #listener: SendListener | null = null;

  constructor(user: User, options: UserCallsOptions) {
    this.scope = user.scope;
    this.#user = user;
    this.#options = options;
  }

  send(request: PreparedRequest, { row, expected, redirects }: SendOptions, listener: SendListener): void {
    const { sender, clock } = this.#options;
    const user = this.#user;
    this.#flight ??= this.#newFlight();
    const now = clock.now();
    // Only the first goes back to when the user could begin; before the others it was the function that took time.
    const readyAt = Number.isNaN(user.readyAt) ? now : user.readyAt;
    user.readyAt = NaN;
    this.#listener = listener;
    const isRecorded = user.state === 'iteration';
    const settings = { row, expected, redirects, needsHead: true, needsBody: true, isRecorded };
    sender.send(this.#flight, withCookies(request, user.jar), settings, user.isOpen ? readyAt : NaN, now);
  }

  row(name: string): unknown {
    const row = this.scope.vars[name];
    if (row !== undefined) return row;
    throw new FlowError('data', `there is no row of "${name}": is it a source under data?`);
  }

  check(row: number, label: string, passed: boolean, got: string): void {
    const { recorder, redact, trace } = this.#options;
    const user = this.#user;
    trace?.({ kind: 'check', label, passed, got });
    if (user.state !== 'iteration') return;
    const placed = { row, plannedAt: user.plannedAt, dispatchedAt: user.startedAt };
    recorder.onCheck(placed, label, passed, () => redact(got, user));
  }

  sleep(ms: number, then: () => void): () => void {
    const { timers, trace, skipsThinking } = this.#options;
    trace?.({ kind: 'think', ms });
    return skipsThinking ? timers.soon(then) : timers.after(ms, then);
  }

  #newFlight(): Flight {
    const flight = this.#options.sender.newFlight(this.#user);
    flight.onEnd = ({ exchange, problem, response }) => {
      const { reason, detail } = exchange;
      if (reason !== 'none') this.#listener?.onEnd(null, `${reason} ${detail}`.trim());
      else if (problem !== null) this.#listener?.onEnd(null, problem.message);
      else this.#listener?.onEnd(response.detached(), '');
    };
    return flight;
  }
}
