import type { Clock } from '../../base/clock.ts';
import { dirname } from 'node:path';
import { catchStrayFailures } from '../../flow/code/stray-failures.ts';
import { FunctionSteps } from '../../flow/code/function-steps.ts';
import { type CompiledRequest, compileRequest } from '../../flow/compiled-request.ts';
import { type CookieJar, loadCookies } from '../../flow/cookies.ts';
import { FlowRedactor, type Redact } from '../../flow/redactor.ts';
import { RowDraw } from '../../flow/data/row-draw.ts';
import type { Stripe } from '../../flow/data/row-order.ts';
import type { FlowsPlan } from '../../plan/flows-plan.ts';
import { loadModule } from '../../scenario/file/read-module.ts';
import type { Recorder } from '../../stats/recorder.ts';
import type { Timers } from '../timers.ts';

/** All that is made of a plan once in a worker, before its users. */
export type PreparedFlows = {
  readonly requests: readonly CompiledRequest[];
  /** null for a scenario of data alone. */
  readonly functions: FunctionSteps | null;
  readonly redact: Redact;
  /** null where no cookies are kept. */
  readonly makeJar: (() => CookieJar) | null;
  /** By source; one for all lanes, so that no row is drawn twice. */
  readonly draws: ReadonlyMap<string, RowDraw>;
  readonly close: () => void;
};

/** Loads what the scenario needs: its own module, and the libraries that some of its steps use. */
export async function prepareFlows(
  flows: FlowsPlan,
  origins: readonly string[],
  recorder: Pick<Recorder, 'rowOf' | 'onStrayFailure'>,
  clock: Clock,
  timers: Timers,
  stripe: Stripe,
): Promise<PreparedFlows> {
  const redactor = new FlowRedactor(flows.secrets);
  const redact: Redact = (text, vars) => redactor.redact(text, vars);
  const isSecret = (name: string): boolean => redactor.isSecret(name);
  const requests: CompiledRequest[] = [];
  for (const request of flows.requests) requests.push(await compileRequest(request, origins, isSecret));
  const { codePath, functionRequests } = flows;
  const functions =
    codePath === null
      ? null
      : new FunctionSteps({
          codePath,
          scenario: await loadModule(codePath),
          functionRequests,
          origins,
          rowOf: (name) => recorder.rowOf(name),
          redact,
          clock,
          timers,
        });
  const stopCatching =
    codePath === null
      ? nothing
      : catchStrayFailures(dirname(codePath), ({ message }) => recorder.onStrayFailure(redact(message, {})));
  const makeJar = flows.keepsCookies ? await loadCookies(origins) : null;
  const draws = new Map(flows.data.map((source) => [source.name, new RowDraw(source, stripe)]));
  const close = (): void => {
    functions?.close();
    stopCatching();
    for (const draw of draws.values()) draw.close();
  };
  return { requests, functions, redact, makeJar, draws, close };
}

function nothing(): void {}
