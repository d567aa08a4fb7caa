import type { Expression } from '../scenario/expression/expression.ts';
import type { Load } from '../scenario/load.ts';
import type { NonEmpty } from './non-empty.ts';

/** What the workers do for a scenario file. Plain data: functions stay in the module that they are named in. */
export type FlowsPlan = {
  /** Each with users of its own. All are open, or all are closed. */
  readonly lanes: NonEmpty<LanePlan>;
  /** Requests of all steps, sessions included; steps name them by index. */
  readonly requests: readonly FlowRequest[];
  readonly data: readonly DataPlan[];
  /** Absolute path of the module that `call` steps and hooks are in; null for a file of data alone. */
  readonly codePath: string | null;
  /** One for each of the plan's targets; empty without code. */
  readonly functionRequests: readonly FunctionRequests[];
  /** What the hook `before` answered, the variable `shared` of every user; null without one, or before it ran. */
  readonly shared: unknown;
  /** What `env()` may read. */
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: SecretsPlan;
  readonly keepsCookies: boolean;
  /** Most of a body that checks and captures may read. */
  readonly captureLimitBytes: number;
};

/** A load, and the flows that share it by their weights. */
export type LanePlan = {
  readonly name: string;
  readonly load: Load;
  /** Ready before the start, over all workers. */
  readonly vus: number;
  /** Over all workers; more than `vus` only in an open model. */
  readonly maxVus: number;
  readonly session: readonly StepPlan[];
  /** Data sources of which a user draws a row once, before its session; from all others each iteration draws. */
  readonly userData: readonly string[];
  readonly iterationData: readonly string[];
  readonly flows: NonEmpty<FlowPlan>;
};

export type FlowPlan = {
  readonly name: string;
  readonly weight: number;
  readonly steps: readonly StepPlan[];
};

/** `when` is null where the step is always done. */
export type StepPlan = { readonly when: Expression | null } & (
  | { readonly kind: 'request'; readonly request: number }
  | { readonly kind: 'think'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'group'; readonly steps: readonly StepPlan[] }
  | {
      readonly kind: 'repeat';
      readonly times: Expression;
      /** The variable that counts from 0. */
      readonly as: string | null;
      readonly steps: readonly StepPlan[];
    }
  | {
      readonly kind: 'for-each';
      readonly list: Expression;
      readonly as: string;
      readonly steps: readonly StepPlan[];
    }
  /** A function of the module: where it is in the scenario, such as `['steps', 2, 'run']`. */
  | { readonly kind: 'call'; readonly name: string; readonly path: readonly (string | number)[] }
);

/** A request of a step. What is sent is text with holes, everything but the holes encoded. */
export type FlowRequest = {
  /** Of its row in results; of a group `group / name`. */
  readonly name: string;
  /** As it may be shown, expressions as they were written. */
  readonly url: string;
  /** Index of the plan's target. A `url` hole at the start of the path may name another of them. */
  readonly target: number;
  readonly method: string;
  /** Path and query. */
  readonly path: Pieces;
  /** In sending order, Host included; Content-Length and Cookie left out. */
  readonly headers: readonly (readonly [name: string, value: Pieces])[];
  readonly body: Pieces | null;
  /** null: the plan's. */
  readonly timeoutMs: number | null;
  readonly redirects: number;
  /** Statuses that are no error; null: all below 400. */
  readonly expected: readonly StatusRange[] | null;
  readonly checks: readonly CheckPlan[];
  readonly captures: readonly CapturePlan[];
  readonly tags: Readonly<Record<string, string>>;
};

/** What the requests that functions send to a target have in common; the rest is the function's own. */
export type FunctionRequests = {
  /** Path that relative URLs begin with, such as '' or `/api`; null: they don't lead to this target. */
  readonly prefix: string | null;
  /** As of a {@link FlowRequest} to it, Content-Type left out: what the file says of every request, auth included. */
  readonly headers: FlowRequest['headers'];
  readonly timeoutMs: number | null;
  readonly redirects: number;
};

/** Both included. */
export type StatusRange = readonly [from: number, to: number];

/** Neighbours are sent one after another. Text is Latin-1 in a head and UTF-8 in a body. */
export type Pieces = readonly (string | Uint8Array | Hole)[];

export type Hole = {
  readonly expression: Expression;
  /**
   * How the value becomes text: percent-encoded for a path or query; a form's own way; a JSON value; the inside of a
   * JSON string; a header value, which may hold no line break; as it is; or a URL, whole or from the path on.
   */
  readonly encoding: 'component' | 'form' | 'json' | 'json-string' | 'header' | 'text' | 'url';
};

/** `label` is what it is called in results: `status is 200`. */
export type CheckPlan = { readonly label: string } & (
  | { readonly kind: 'status'; readonly accepted: readonly StatusRange[] }
  | { readonly kind: 'header'; readonly header: string; readonly comparison: Comparison }
  | { readonly kind: 'body'; readonly comparison: Comparison }
  | { readonly kind: 'json-path'; readonly path: string; readonly comparison: Comparison }
  | { readonly kind: 'json-schema'; readonly schema: Readonly<Record<string, unknown>> | boolean }
  /** Service time in ms. */
  | { readonly kind: 'time'; readonly comparison: Comparison }
  /** Body in bytes. */
  | { readonly kind: 'size'; readonly comparison: Comparison }
);

export type Comparison =
  | {
      readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';
      /** What the response's value is held against. */
      readonly expected: Expression;
    }
  | { readonly operator: '~' | '!~'; readonly pattern: string }
  | { readonly operator: 'exists' | 'missing' };

/** Into a variable. `fallback` is taken when nothing is found; undefined: that fails, and the iteration ends. */
export type CapturePlan = {
  readonly name: string;
  /** A list of all that is found, in place of the first. */
  readonly all: boolean;
  readonly fallback: { readonly value: unknown } | null;
} & (
  | { readonly kind: 'json-path'; readonly path: string }
  | { readonly kind: 'header'; readonly header: string }
  | { readonly kind: 'regex'; readonly pattern: string }
  | { readonly kind: 'css'; readonly selector: string; readonly attribute: string | null }
  | { readonly kind: 'xpath'; readonly path: string }
);

/** Rows that were read once, by the leader, into a file of one JSON object a line. */
export type DataPlan = {
  readonly name: string;
  /** As the user named it, for messages. */
  readonly from: string;
  readonly pick: 'unique' | 'sequential' | 'random' | 'shuffle';
  readonly onEnd: 'stop' | 'recycle' | 'fail';
  readonly rowsPath: string;
  /** A file of 64-bit numbers, little endian: where each row begins in `rowsPath`, and at last where it ends. */
  readonly offsetsPath: string;
  readonly rowCount: number;
};

/** What is never shown: values that are known before, and names of variables and of columns (`users.password`). */
export type SecretsPlan = { readonly values: readonly string[]; readonly names: readonly string[] };
