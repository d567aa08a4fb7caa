import type { Random } from '../base/random.ts';
import type { CookieJar } from './cookies.ts';
import type { Flight } from './flight.ts';
import { Loops } from './loops.ts';
import type { Program } from './program.ts';
import type { FlowError, Scope } from './scope.ts';
import type { Seat } from './seat.ts';

/** What a user is doing. */
export type UserState = 'idle' | 'session' | 'iteration';

/** A virtual user: its variables and cookies, and its place in the steps that it goes through. */
export class User {
  readonly seat: Seat;
  readonly scope: UserScope;
  readonly jar: CookieJar | null;
  readonly loops: Loops = new Loops();
  state: UserState = 'idle';
  program: Program = [];
  /** The instruction that comes next. */
  at: number = 0;
  startedAt: number = NaN;
  /** Of the present iteration; NaN in a closed model and in a session. */
  plannedAt: number = NaN;
  /** When it could go on last: from then on an open model counts its next request. */
  readyAt: number = NaN;
  /** Its requests have planned starts. */
  isOpen: boolean = false;
  /** The present session or iteration has waited for something at least once. */
  hasYielded: boolean = false;
  /** Of a pause, or of what a function does. */
  cancelWait: () => void = () => {};
  /** Of its steps; made when it is first needed. */
  flight: Flight | null = null;
  onSessionEnd: (problem: FlowError | null) => void = () => {};

  constructor(seat: Seat, scope: UserScope, jar: CookieJar | null) {
    this.seat = seat;
    this.scope = scope;
    this.jar = jar;
  }
}

/** See {@link Scope}; the iteration moves on. */
export class UserScope implements Scope {
  // Without a prototype: a name such as `toString` is a variable like any other, or none.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.create answers any
  readonly vars: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  iteration: number = -1;
  readonly user: number;
  readonly env: Readonly<Record<string, string>>;
  readonly random: Random;

  constructor(user: number, env: Readonly<Record<string, string>>, random: Random) {
    this.user = user;
    this.env = env;
    this.random = random;
  }
}
