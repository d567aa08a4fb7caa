import type { Dispatcher } from 'undici';
import type { PreparedRequest } from '../prepare.ts';
import type { Route } from './route.ts';

/** A prepared request in undici's terms, made once for each. */
export class WireRequests {
  readonly #route: Route;
  readonly #known = new WeakMap<PreparedRequest, Dispatcher.DispatchOptions>();

  constructor(route: Route) {
    this.#route = route;
  }

  get(request: PreparedRequest): Dispatcher.DispatchOptions {
    const known = this.#known.get(request);
    if (known !== undefined) return known;
    const options = this.#make(request);
    this.#known.set(request, options);
    return options;
  }

  #make({ spec }: PreparedRequest): Dispatcher.DispatchOptions {
    return {
      method: spec.method,
      path: this.#route.pathPrefix + spec.path,
      // undici takes Host, Content-Length and Connection out of this list and writes each once itself.
      headers: [...spec.headers.flat(), ...this.#route.extraHeaders],
      body: spec.body,
      // Pipeline every method, and don't wait for the headers of the response before.
      idempotent: true,
      blocking: false,
      // Otherwise undici closes the connection after every HEAD.
      reset: false,
    };
  }
}
