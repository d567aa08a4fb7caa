// What a function of a scenario is given. These types are part of the library's face: editors show what stands here.
import type { HeadersFile, Scalar, StatusFile } from './scenario-file.ts';

/**
 * One step of a virtual user, as code. What it sends is counted and timed like any other step. When it throws, the
 * iteration ends early and is counted with the message.
 */
export type StepFunction = (context: StepContext) => unknown;

/** What a step's function works with; all of it belongs to one virtual user. */
export interface StepContext {
  /** Sends requests over the user's own connection, with the user's cookies. */
  readonly http: FlowHttp;
  /** What was captured or set so far, and by the session: the same values that `{{ }}` reads. Set more by assigning. */
  readonly vars: Variables;
  /** The current row of a data source. Throws when there is no such source. */
  readonly row: (name: string) => Row;
  /**
   * Counts a check on the response that came last; a failed one doesn't end the iteration. `got` is shown with it.
   * Answers the condition.
   */
  readonly check: (label: string, condition: boolean, got?: unknown) => boolean;
  /** Waits so many milliseconds, as a user who reads or thinks does. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Position of the iteration among all of the run, from 0; -1 in a session. */
  readonly iteration: number;
  /** Position of the virtual user among all, from 0. */
  readonly user: number;
  /** What `${…}` and `env()` read: the process's own environment, `--env-file` and `-e`. */
  readonly env: Readonly<Record<string, string>>;
  /** A number from 0 up to 1; the same ones in every run with the same seed. */
  readonly random: () => number;
  /** Aborted when the function has used up its time: pass it on to what waits for something else. */
  readonly signal: AbortSignal;
}

/** Variables hold whatever was put there. */
// oxlint-disable-next-line typescript/no-explicit-any -- the author knows what a capture holds, the compiler can't
export type Variables = Record<string, any>;

/** Of a CSV file every value is text. */
// oxlint-disable-next-line typescript/no-explicit-any -- as with variables: a JSON row holds anything
export type Row = Readonly<Record<string, any>>;

/**
 * Sends a request and answers its response, whatever the status. Throws when no whole response came, which ends the
 * iteration unless it is caught. URLs are relative to the scenario's `target`, or name it or another host of its
 * steps. Requests of one user go out one after another, in the order in which they were asked for.
 */
export interface FlowHttp {
  get(url: string, options?: HttpOptions): Promise<HttpResponse>;
  post(url: string, options?: HttpOptions): Promise<HttpResponse>;
  put(url: string, options?: HttpOptions): Promise<HttpResponse>;
  patch(url: string, options?: HttpOptions): Promise<HttpResponse>;
  delete(url: string, options?: HttpOptions): Promise<HttpResponse>;
  head(url: string, options?: HttpOptions): Promise<HttpResponse>;
  /** With any method, such as `OPTIONS`. */
  request(method: string, url: string, options?: HttpOptions): Promise<HttpResponse>;
}

/** At most one of `json`, `body`, `form`. */
export type HttpOptions = {
  /** What it is called in reports and thresholds [method and path]; one name for all `/orders/<id>`, please. */
  readonly name?: string;
  /** Over those of the scenario. */
  readonly headers?: HeadersFile;
  /** Added to the URL, encoded. */
  readonly query?: Readonly<Record<string, Scalar>>;
  /** A body of JSON. */
  readonly json?: unknown;
  /** A body of text or of bytes. */
  readonly body?: string | Uint8Array;
  /** A body as of an HTML form, `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, Scalar>>;
  /** Of the whole request, in milliseconds [the scenario's `timeout`]. */
  readonly timeoutMs?: number;
  /** How many redirects it follows, to hosts of the scenario only [the scenario's `redirects`]. */
  readonly redirects?: number;
  /** Statuses that are no error, such as `404` or `2xx` [below 400]. */
  readonly expect?: StatusFile | readonly StatusFile[];
};

/** A whole response; its body has come. */
export interface HttpResponse {
  readonly status: number;
  /** Counted as ok: below 400, or as `expect` says. */
  readonly ok: boolean;
  /** End − first byte written, in milliseconds. */
  readonly serviceTimeMs: number;
  /** Of the decoded body. */
  readonly bodyBytes: number;
  /** First of that name, in any case; null without. */
  header(name: string): string | null;
  /** All of that name, such as `set-cookie`. */
  headers(name: string): readonly string[];
  /** The body as UTF-8. Throws when it is longer than the scenario's `captureLimit`. */
  text(): string;
  /** The body's value. Throws when it isn't JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any, typescript/no-unnecessary-type-parameters -- as of `fetch`: the author knows what comes
  json<T = any>(): T;
  /** The body, decompressed. */
  bytes(): Uint8Array;
}
