import type { Random } from '../base/random.ts';
import type { Scope } from './scope.ts';

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
