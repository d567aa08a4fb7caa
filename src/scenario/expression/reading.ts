import type { Problem } from '../../base/errors.ts';

/** Something wrong in a text, and where in it: `offset` counts UTF-16 units from 0. */
export type TextProblem = Problem & { readonly offset: number };

/** A name that an expression reads, and the constant key right after it: `name` in `users.name`. */
export type VariableRead = Named & { readonly key: Named | null };

/** What expressions read from elsewhere, for whoever knows what there is. */
export type Reads = {
  readonly variables: readonly VariableRead[];
  /** Of `env('NAME')` with a constant name. */
  readonly env: readonly Named[];
};

type Named = { readonly name: string; readonly offset: number };
