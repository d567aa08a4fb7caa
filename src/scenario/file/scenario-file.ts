// The shape of a scenario file: YAML, JSON and code share it. The published JSON Schema is generated from these types,
// and a file is checked against that schema, so what stands here is what is accepted.
import type { CaptureFile, CheckFile, StatusFile } from './response-file.ts';

export type { BodyCheckFile, CaptureFile, CheckFile, Expected, StatusFile } from './response-file.ts';

/**
 * A scenario: what is sent to where, how work arrives, and what must hold of the result.
 *
 * @exactlyOne ["steps", "flows"]
 */
export type ScenarioFile = {
  /** For editors that check the file while it is written. */
  readonly $schema?: string;
  /** What the scenario is called in reports [the file's name]. */
  readonly name?: string;
  /** Where requests go, such as `http://127.0.0.1:8080`; URLs of the steps are relative to it. */
  readonly target?: string;
  /** The server under test: started before the run, and stopped after it. A command for the shell, or more. */
  readonly serve?: string | ServeFile;
  /** Rows for the requests, each source under the name that expressions use. */
  readonly data?: Readonly<Record<string, DataFile>>;
  /** Names of environment variables, captures and data columns (`users.password`) whose values are never shown. */
  readonly secrets?: readonly string[];
  /** Sent with every request, unless the request has its own. */
  readonly headers?: HeadersFile;
  /** Of every request, unless it has its own. */
  readonly auth?: AuthFile;
  /** Whether each virtual user keeps the cookies that it is given [true]. */
  readonly cookies?: boolean;
  /** How many redirects a request follows, to the hosts of this file only [0]. */
  readonly redirects?: Whole;
  /** Of a whole request, connecting included [10s]. */
  readonly timeout?: Duration;
  /** Most of a body that checks and captures may read; a longer one is a failure [1MiB]. */
  readonly captureLimit?: string;
  /** Sent once by each virtual user before it begins, outside the measurement. */
  readonly session?: readonly StepFile[];
  /** One iteration. */
  readonly steps?: readonly StepFile[];
  /** Several kinds of iterations in place of `steps`, each under its name. */
  readonly flows?: Readonly<Record<string, FlowFile>>;
  /** How work arrives: one load, or several of one model, one after another. */
  readonly load?: LoadFile | readonly LoadFile[];
  /** Run this long before measuring; `auto`: until the target is steady. */
  readonly warmup?: Duration;
  /** What is open at the end of the load may take this long [5s]. */
  readonly gracefulStop?: Duration;
  /** What must hold of the result, such as `p95 < 500ms` or `orders.p99 < 800ms`. */
  readonly thresholds?: readonly (string | ThresholdFile)[];
  /** A threshold passes only if the whole 95 % interval of its number does [false]. */
  readonly confident?: boolean;
  /** What `inrush baseline record` wrote, for limits such as `baseline + 10%`; a file beside the scenario. */
  readonly baseline?: string;
  /** Users that share one connection, each with a request in flight [1]. */
  readonly pipelining?: Whole;
  /** Worker processes [half of the cores]. */
  readonly workers?: Whole;
  /** HTTP engine [h1]. */
  readonly engine?: 'h1' | 'undici';
  /** Of everything random [1]. */
  readonly seed?: Whole;
  /** Certificates; files beside the scenario. */
  readonly tls?: TlsFile;
};

/** Iterations of their own, with a share in the load of the file or a load of their own. */
export type FlowFile = {
  /** How often it runs in comparison with the other flows of the same load [1]. */
  readonly weight?: Whole;
  /** One iteration of this flow. */
  readonly steps: readonly StepFile[];
  /** Its own load; without it the flow shares the file's. */
  readonly load?: LoadFile | readonly LoadFile[];
  /** Of a flow with a load of its own, in place of the file's session. */
  readonly session?: readonly StepFile[];
};

/** A threshold that says more than its condition. */
export type ThresholdFile = {
  /** What must hold, such as `p95 < 500ms`. */
  readonly condition: string;
  /** Ends the run when it didn't hold in three seconds in a row, each by itself [false]. */
  readonly abortOnFail?: boolean;
  /** With `abortOnFail`: how long after the warm-up nothing is ended [0s]. */
  readonly delay?: Duration;
  /** It passes only if the whole 95 % interval of its number does [the file's]. */
  readonly confident?: boolean;
};

/** `500ms`, `30s`, `1m30s`; a bare number is seconds. */
export type Duration = string | number;
/** A whole number, or a text such as `10k`. */
export type Whole = string | number;
/** Arrivals a second, or `50/s`, `90/m`, `5k`. */
export type Rate = string | number;

/** How work arrives. Closed kinds (`…-vus`, `…-iterations`) have users that go on when they are answered; open ones a rate. */
export type LoadFile =
  | { readonly kind: 'constant-vus'; readonly vus: Whole; readonly for: Duration }
  | {
      readonly kind: 'ramping-vus';
      /** [0, or where the load before ended] */
      readonly from?: Whole;
      readonly to: Whole;
      readonly over: Duration;
    }
  | {
      readonly kind: 'shared-iterations';
      readonly vus: Whole;
      /** Of all users together. */
      readonly iterations: Whole;
      /** Ends it earlier. */
      readonly for?: Duration;
    }
  | {
      readonly kind: 'per-vu-iterations';
      readonly vus: Whole;
      /** Of each user. */
      readonly iterations: Whole;
      /** Ends it earlier. */
      readonly for?: Duration;
    }
  | ({ readonly kind: 'constant-arrival-rate'; readonly rate: Rate; readonly for: Duration } & ArrivalFile)
  | ({
      readonly kind: 'ramping-arrival-rate';
      /** [0, or where the load before ended] */
      readonly from?: Rate;
      readonly to: Rate;
      readonly over: Duration;
    } & ArrivalFile);

export type ArrivalFile = {
  /** How starts are spaced [uniform]. */
  readonly arrival?: 'uniform' | 'poisson';
  /** Users that are ready before the start [as many as the rate needs, think times included]. */
  readonly vus?: Whole;
  /** Users at most; starts that find none wait for one [1000]. */
  readonly maxVus?: Whole;
};

export type ServeFile = {
  /** A line for the shell, or a list: the program and its arguments. */
  readonly command: string | readonly string[];
  /** Where it runs [the scenario's folder]. */
  readonly cwd?: string;
  /** Beside the environment of inrush. */
  readonly env?: Readonly<Record<string, Scalar>>;
  /** When it may be sent load [when it answers at the target]. */
  readonly ready?: ReadyFile;
  /** How long that may take [60s]. */
  readonly readyTimeout?: Duration;
  /** From SIGTERM to SIGKILL, when the run is over [5s]. */
  readonly stopTimeout?: Duration;
};

export type ReadyFile = {
  /** When it has written a line that holds this text. */
  readonly log: string;
};

export type DataFile = {
  /** A .csv, .json (a list of objects) or .ndjson file beside the scenario. */
  readonly from: string;
  /**
   * `unique`: no row twice, over all workers; `sequential`: in the file's order; `random`: any; `shuffle`: each once in
   * a random order [sequential].
   */
  readonly pick?: 'unique' | 'sequential' | 'random' | 'shuffle';
  /** When all rows were used: end the load, begin anew, or fail [unique: stop, else recycle]. */
  readonly onEnd?: 'stop' | 'recycle' | 'fail';
};

/** One thing that a user does. */
export type StepFile = RequestFile | ThinkFile | GroupFile | RepeatFile | ForEachFile;

/** A condition: an expression such as `page < 3 && token != null`. */
export type Condition = string;

/**
 * One of `get`, `post`, `put`, `patch`, `delete`, `head`, `options` holds the URL; at most one of `json`, `body`, `form`,
 * `multipart`, `file` the body.
 *
 * @exactlyOne ["get", "post", "put", "patch", "delete", "head", "options"]
 * @atMostOne ["json", "body", "form", "multipart", "file"]
 */
export type RequestFile = {
  /** What it is called in reports and thresholds [method and URL]. */
  readonly name?: string;
  readonly when?: Condition;
  /** URL, relative to the target or whole. */
  readonly get?: string;
  /** URL, as of `get`. */
  readonly post?: string;
  /** URL, as of `get`. */
  readonly put?: string;
  /** URL, as of `get`. */
  readonly patch?: string;
  /** URL, as of `get`. */
  readonly delete?: string;
  /** URL, as of `get`. */
  readonly head?: string;
  /** URL, as of `get`. */
  readonly options?: string;
  /** Added to the URL, encoded. */
  readonly query?: Readonly<Record<string, Scalar>>;
  /** Over those of the file. */
  readonly headers?: HeadersFile;
  readonly auth?: AuthFile;
  /** A body of JSON; a text that is one expression keeps that value's type. */
  readonly json?: unknown;
  /** A body of text. */
  readonly body?: string;
  /** A body as of an HTML form, `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, Scalar>>;
  /** A body of `multipart/form-data`. */
  readonly multipart?: Readonly<Record<string, Scalar | PartFile>>;
  /** A file beside the scenario whose bytes are the body. */
  readonly file?: string;
  readonly timeout?: Duration;
  /** How many redirects this request follows [the file's]. */
  readonly redirects?: Whole;
  /** Statuses that are no error, such as `404` or `2xx` [below 400]. */
  readonly expect?: StatusFile | readonly StatusFile[];
  readonly check?: CheckFile;
  /** Values of the response for later steps, under their names: a JSONPath, or where else to look. */
  readonly capture?: Readonly<Record<string, string | CaptureFile>>;
  /** Labels of the request's row in results. */
  readonly tags?: Readonly<Record<string, string>>;
};

export type Scalar = string | number | boolean;
export type HeadersFile = Readonly<Record<string, Scalar>>;

/**
 * Who sends it.
 *
 * @exactlyOne ["basic", "bearer"]
 */
export type AuthFile = {
  /** A name and a password. */
  readonly basic?: { readonly username: string; readonly password: string };
  /** A token, such as `${TOKEN}` or `{{ token }}`. */
  readonly bearer?: string;
};

export type PartFile = {
  /** A file beside the scenario. */
  readonly file: string;
  /** [the file's name] */
  readonly filename?: string;
  /** [application/octet-stream] */
  readonly type?: string;
};

/** Waits. */
export type ThinkFile = {
  /** `1s`, or a range such as `200ms..1s`, evenly spread. */
  readonly think: Duration;
  readonly when?: Condition;
};

/** Steps whose names begin with the group's. */
export type GroupFile = {
  /** Its name. */
  readonly group: string;
  readonly when?: Condition;
  readonly steps: readonly StepFile[];
};

/** Steps several times. */
export type RepeatFile = {
  /** How often: a number, or an expression. */
  readonly repeat: Whole;
  /** Name of a variable that counts from 0. */
  readonly as?: string;
  readonly when?: Condition;
  readonly steps: readonly StepFile[];
};

/** Steps once for each value of a list. */
export type ForEachFile = {
  /** An expression whose value is a list. */
  readonly forEach: string;
  /** Name of the variable that holds the value. */
  readonly as: string;
  readonly when?: Condition;
  readonly steps: readonly StepFile[];
};

export type TlsFile = {
  /** CA certificate to trust (PEM file). */
  readonly ca?: string;
  /** Client certificate (PEM file). */
  readonly cert?: string;
  /** Key of the client certificate (PEM file). */
  readonly key?: string;
  /** Whether certificates are verified [true]. */
  readonly verify?: boolean;
};
