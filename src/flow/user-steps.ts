// Hot path: runs for every request of a step.
import { present } from '../base/assert.ts';
import { type CompiledRequest, isOk } from './compiled-request.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import type { FlowSender } from './flow-sender.ts';
import type { SendSettings } from './send-settings.ts';
import type { FlowTrace } from './flow-trace.ts';
import { FlowError } from './scope.ts';
import type { Flight, User } from './user.ts';

/** The requests of declared steps: one at a time for each user. */
export class UserSteps {
  readonly #requests: readonly CompiledRequest[];
  readonly #sender: FlowSender;
  readonly #settings: readonly SendSettings[];
  readonly #sessionSettings: readonly SendSettings[];

  constructor(requests: readonly CompiledRequest[], sender: FlowSender, recorder: FlowRecorder) {
    this.#requests = requests;
    this.#sender = sender;
    this.#settings = requests.map((request) => settingsOf(request, recorder.rowOf(request.plan.name)));
    this.#sessionSettings = requests.map((request) => settingsOf(request, null));
  }

  /** A user has one request of its steps open at a time, so it has one flight. */
  flightOf(user: User): Flight {
    return (user.flight ??= this.#sender.newFlight(user));
  }

  /** Throws a `FlowError` when the request can't be made. */
  send(user: User, flight: Flight, index: number, plannedAt: number, now: number): void {
    const request = present(this.#requests[index]);
    const { jar } = user;
    const prepared = request.writer.write(user.scope, jar === null || jar.isEmpty ? null : jar);
    const isRecorded = user.state === 'iteration';
    const settings = present((isRecorded ? this.#settings : this.#sessionSettings)[index]);
    flight.step = request;
    this.#sender.send(flight, prepared, settings, plannedAt, now);
  }

  /** Of a session every request must be ok, checks included: without it the user is none. */
  demandOk({ exchange, response, step }: Flight): void {
    if (isOk(exchange)) return;
    const isHidden = step?.hidesResponse === true && exchange.status < 400;
    const sample = isHidden ? '' : `, ${clipped(response.text())}`;
    throw new FlowError('capture', `status ${exchange.status}${sample}`);
  }

  /** Takes what later steps need out of the response. Throws a `FlowError` when it isn't there. */
  capture({ step, problem, response, user, settings }: Flight, trace: FlowTrace | null): void {
    if (problem !== null) throw problem;
    if (step === null || step.captures === null) {
      if (settings.needsBody && response.isCut) throw tooLarge(response.bodyBytes);
      return;
    }
    if (step.captures.needsBody && response.isCut) throw tooLarge(response.bodyBytes);
    step.captures.run(response, user.scope.vars);
    if (trace === null) return;
    for (const { name } of step.plan.captures) trace({ kind: 'capture', name, value: user.scope.vars[name] });
  }

  nameOf({ step }: Flight): string {
    return step?.plan.name ?? '';
  }
}

/** Without a row it is a request of a session. */
function settingsOf({ plan, needsHead, needsBody }: CompiledRequest, row: number | null): SendSettings {
  const { expected, redirects } = plan;
  const isRecorded = row !== null;
  return {
    row: row ?? -1,
    expected,
    redirects,
    needsHead,
    needsBody: needsBody || !isRecorded,
    isRecorded,
  };
}

function tooLarge(bodyBytes: number): FlowError {
  return new FlowError('body-too-large', `a body of ${bodyBytes} bytes is over the capture limit`);
}

function clipped(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
