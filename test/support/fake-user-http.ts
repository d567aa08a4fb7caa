import { present } from '../../src/base/assert.ts';
import type { FunctionRequests } from '../../src/plan/flows-plan.ts';
import { FunctionSteps } from '../../src/flow/code/function-steps.ts';
import type { UserFunctions } from '../../src/flow/code/user-functions.ts';
import type { SendListener, SendOptions, UserHttp } from '../../src/flow/code/user-http.ts';
import type { FlowResponse } from '../../src/flow/flow-response.ts';
import { FlowError, type Scope } from '../../src/flow/scope.ts';
import type { PreparedRequest } from '../../src/http/prepare.ts';
import type { StepFunction } from '../../src/scenario/file/step-context.ts';
import { ManualClock } from './manual-clock.ts';
import { manualTimers } from './manual-timers.ts';

type Sent = {
  readonly request: PreparedRequest;
  readonly options: SendOptions;
  readonly listener: SendListener;
};

/** What functions ask of a runner, answered by hand, in a manual clock's time. */
export class FakeUserHttp implements UserHttp {
  readonly clock: ManualClock = new ManualClock();
  readonly scope: Scope & { iteration: number } = {
    vars: {},
    iteration: 7,
    user: 3,
    env: { STAGE: 'test' },
    random: () => 0.5,
  };
  readonly sent: Sent[] = [];
  readonly checks: (readonly [row: string, label: string, passed: boolean, got: string])[] = [];
  readonly rows: string[] = [];
  #answered = 0;

  send(request: PreparedRequest, options: SendOptions, listener: SendListener): void {
    this.sent.push({ request, options, listener });
  }

  row(name: string): unknown {
    const row = this.scope.vars[name];
    if (row === undefined) throw new FlowError('data', `there is no row of "${name}"`);
    return row;
  }

  check(row: number, label: string, passed: boolean, got: string): void {
    this.checks.push([this.rows[row] ?? '', label, passed, got]);
  }

  sleep(ms: number, then: () => void): () => void {
    return this.clock.schedule(this.clock.now() + ms, then);
  }

  rowOf(name: string): number {
    const known = this.rows.indexOf(name);
    return known >= 0 ? known : this.rows.push(name) - 1;
  }

  /** `GET /a` of all that was sent. */
  get lines(): string[] {
    return this.sent.map(({ request }) => `${request.spec.method} ${request.spec.path}`);
  }

  /** Answers the oldest open request. */
  answer(response: FlowResponse | string = fakeResponse()): void {
    const { listener } = present(this.sent[this.#answered++]);
    if (typeof response === 'string') listener.onEnd(null, response);
    else listener.onEnd(response, '');
  }
}

export function fakeResponse(
  given: Partial<Pick<FlowResponse, 'status' | 'isCut'>> & {
    readonly text?: string;
    readonly headers?: object;
  } = {},
): FlowResponse {
  const { status = 200, isCut = false, text = '{}', headers = {} } = given;
  const fields = new Map(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return {
    status,
    isCut,
    serviceTimeMs: 1.5,
    bodyBytes: text.length,
    header: (name) => fields.get(name.toLowerCase()) ?? null,
    headers: (name) => [...fields].filter(([key]) => key === name.toLowerCase()).map(([, value]) => value),
    bytes: () => Buffer.from(text),
    text: () => text,
    json: (): unknown => JSON.parse(text),
  };
}

/** A first target with relative URLs, and a second one. */
export const functionRequests: readonly FunctionRequests[] = [
  {
    prefix: '/api',
    headers: [
      ['Host', ['127.0.0.1:8080']],
      ['Accept', ['*/*']],
    ],
    timeoutMs: null,
    redirects: 2,
  },
  { prefix: null, headers: [['Host', ['127.0.0.1:9090']]], timeoutMs: 500, redirects: 0 },
];
export const origins: readonly string[] = ['http://127.0.0.1:8080', 'http://127.0.0.1:9090'];

export type FunctionBench = {
  readonly http: FakeUserHttp;
  readonly functions: FunctionSteps;
  readonly user: UserFunctions;
  /** What the functions that were run came to, in order. */
  readonly ends: (FlowError | null)[];
  readonly run: (index: number) => void;
  /** Lets promises go on, and a turn of the event loop pass. */
  readonly settle: () => Promise<void>;
};

/** One user, and functions that it runs. */
export function functionBench(...steps: readonly StepFunction[]): FunctionBench {
  const http = new FakeUserHttp();
  const functions = new FunctionSteps({
    codePath: import.meta.filename,
    scenario: { steps },
    functionRequests,
    origins,
    rowOf: (name) => http.rowOf(name),
    redact: (text) => text.replaceAll('sesame', '***'),
    clock: http.clock,
    timers: manualTimers(http.clock),
  });
  const user = functions.userOf(http);
  const ends: (FlowError | null)[] = [];
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    http.clock.advance(0.25);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const run = (index: number): void =>
    user.run({ name: `steps[${index}]`, path: ['steps', index] }, (failure) => ends.push(failure));
  return { http, functions, user, ends, run, settle };
}
