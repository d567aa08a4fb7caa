import type { StatusRange } from '../../plan/flows-plan.ts';
import type { HttpResponse } from '../../scenario/file/step-context.ts';
import type { FlowResponse } from '../flow-response.ts';
import { FlowError } from '../scope.ts';

/** A response as functions see it. */
export class StepResponse implements HttpResponse {
  readonly #response: FlowResponse;
  readonly #expected: readonly StatusRange[] | null;
  /** Of the request, for messages. */
  readonly #name: string;

  constructor(response: FlowResponse, expected: readonly StatusRange[] | null, name: string) {
    this.#response = response;
    this.#expected = expected;
    this.#name = name;
  }

  get status(): number {
    return this.#response.status;
  }

  get ok(): boolean {
    const { status } = this.#response;
    if (this.#expected === null) return status < 400;
    return this.#expected.some(([from, to]) => status >= from && status <= to);
  }

  get serviceTimeMs(): number {
    return this.#response.serviceTimeMs;
  }

  get bodyBytes(): number {
    return this.#response.bodyBytes;
  }

  header(name: string): string | null {
    return this.#response.header(name);
  }

  headers(name: string): readonly string[] {
    return this.#response.headers(name);
  }

  text(): string {
    return this.#whole().text();
  }

  // oxlint-disable-next-line typescript/no-explicit-any, typescript/no-unnecessary-type-parameters -- as the interface has it
  json<T = any>(): T {
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the author's word for it
      return this.#whole().json() as T;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new FlowError('function', `the response of ${this.#name} is not JSON (${error.message})`, {
        cause: error,
      });
    }
  }

  bytes(): Uint8Array {
    return this.#whole().bytes();
  }

  #whole(): FlowResponse {
    if (!this.#response.isCut) return this.#response;
    throw new FlowError(
      'body-too-large',
      `the response of ${this.#name} has ${this.#response.bodyBytes} bytes, more than captureLimit allows to be read`,
    );
  }
}
