import { assert, assertNever } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { InrushError } from '../base/errors.ts';
import type { SystemWatch } from '../machine/system-watch.ts';
import { workLengthMs } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import { endedCount, missedCount } from '../stats/counters.ts';
import { openIterations, waitingIterations } from '../stats/iteration-counts.ts';
import type { Delta } from '../stats/delta.ts';
import { Tally } from '../stats/tally.ts';
import type { Measured } from '../summary/run-record.ts';
import type { IntervalWatch } from './interval-watch.ts';
import { Liveness } from './liveness.ts';
import type { FromWorker, ToWorker, Transport, WorkerPlan } from './message.ts';
import { missingRows } from './missing-rows.ts';
import { whatIsMissing } from './missing-starts.ts';
import { Readiness } from './readiness.ts';
import { healthOf, isAlive, type Member, newMember, tellingsOf, toldToOf } from './roster.ts';
import { type Tick, tickOf } from './tick.ts';
import type { Timers } from './timers.ts';
import { WarmupWatch } from './warmup-watch.ts';

/** Workers start this long after the last one said that it is ready, so that none hears of it too late. */
const startDelayMs = 15;
/** A target that has taken no connection by then takes none. */
const giveUpMs = 3000;

export type ResponsesMessage = Extract<FromWorker, { kind: 'responses' }>;

export type CoordinatorOptions = {
  readonly plan: Plan;
  readonly workerPlans: readonly WorkerPlan[];
  readonly address: string;
  /** One for each worker plan. */
  readonly transports: readonly Transport[];
  readonly clock: Clock;
  readonly timers: Timers;
  /** Milliseconds since the epoch [Date.now]. */
  readonly wallClock?: (() => number) | undefined;
  readonly systemWatch?: SystemWatch | undefined;
  /** null where nothing in a single second ends the run. */
  readonly intervalWatch?: IntervalWatch | null;
  /** Once a second, when every worker has told of it; what `soFar` answers is to be read at once. */
  readonly onTick?: ((tick: Tick, soFar: () => Measured) => void) | undefined;
  /** Kept responses, and who they are from. */
  readonly onResponses?: ((message: ResponsesMessage, from: Transport) => void) | undefined;
  /** Everything that was recorded. */
  readonly onFinished: (measured: Measured) => void;
  /** No load could be started. */
  readonly onFailed: (error: InrushError) => void;
};

/** Leads workers through one run and merges what they send. It sends no load itself. */
export class Coordinator {
  readonly #options: CoordinatorOptions;
  readonly #tally = new Tally();
  readonly #members: Member[];
  readonly #partialReasons: string[] = [];
  readonly #liveness: Liveness;
  /** null with a warm-up of fixed length. */
  readonly #warmupWatch: WarmupWatch | null;
  /** Infinity while an automatic warm-up goes on. */
  #warmupMs: number;
  #startAt = NaN;
  #startedAtDate = new Date(0);
  #drainedAt = Infinity;
  #gaveUp = false;
  #ticks = 0;
  readonly #readiness = new Readiness();

  constructor(options: CoordinatorOptions) {
    this.#options = options;
    const { clock, timers, plan } = options;
    const { warmup } = plan;
    this.#warmupMs = warmup.kind === 'fixed' ? warmup.ms : Infinity;
    this.#warmupWatch = warmup.kind === 'fixed' ? null : new WarmupWatch(warmup.longestMs);
    this.#members = options.transports.map((transport, worker) => newMember(worker, transport, clock.now()));
    this.#liveness = new Liveness(clock, timers, this.#members, (member, silentMs) =>
      this.#onSilent(member, silentMs),
    );
    for (const member of this.#members) {
      member.transport.onMessage((message) => this.#onMessage(member, message));
      member.transport.onClose((why) => this.#onLost(member, why));
      const workerPlan = options.workerPlans[member.worker];
      assert(workerPlan !== undefined, 'there are more workers than plans');
      member.transport.send({ kind: 'plan', plan: workerPlan });
    }
  }

  /** Starts nothing new; what is open may finish. The result is partial. */
  drain(reason: string): void {
    if (this.#drainedAt !== Infinity) return;
    this.#drainedAt = this.#options.clock.now();
    this.#partialReasons.push(reason);
    this.#sendAll({ kind: 'drain' });
  }

  /** Ends what is open, now. */
  cut(reason: string): void {
    this.drain(reason);
    this.#sendAll({ kind: 'cut', cutKind: 'aborted' });
    this.#liveness.hurry();
  }

  #onMessage(member: Member, message: FromWorker): void {
    // What a lost worker had open is given up, and must not count twice.
    if (!isAlive(member)) return;
    this.#liveness.heard(member);
    switch (message.kind) {
      case 'alive':
        return;
      case 'ready':
        member.pid = message.pid;
        member.openFiles = message.openFiles;
        member.state = 'ready';
        this.#readiness.add(message);
        this.#startWhenReady();
        return;
      case 'delta':
        this.#onDelta(member, message);
        return;
      case 'responses':
        this.#options.onResponses?.(message, member.transport);
        return;
      case 'fin':
        member.state = 'finished';
        member.transport.close();
        this.#settleIfOver();
        return;
      case 'fault':
        this.#onLost(member, message.message);
        return;
      default:
        assertNever(message);
    }
  }

  #startWhenReady(): void {
    if (this.#members.some(({ state }) => state === 'starting')) return;
    const problem = this.#readiness.problem(this.#options.address);
    if (problem !== null) {
      this.#failToStart(problem.message, problem.hint);
      return;
    }
    const ready = this.#members.filter(({ state }) => state === 'ready');
    this.#startAt = this.#options.clock.now() + startDelayMs;
    this.#startedAtDate = new Date(this.#wallClock() + startDelayMs);
    this.#options.systemWatch?.begin();
    for (const member of ready) {
      member.state = 'running';
      member.transport.send({ kind: 'start', startAt: this.#startAt });
    }
    if (this.#drainedAt !== Infinity) this.#sendAll({ kind: 'drain' });
  }

  #onDelta(member: Member, { sequence, delta, health }: Extract<FromWorker, { kind: 'delta' }>): void {
    assert(
      sequence === member.expected,
      `worker ${member.worker} sent delta ${sequence}, not ${member.expected}`,
    );
    member.expected++;
    member.toldTo = delta.interval + 1;
    const { counters } = delta;
    member.planned += counters.planned;
    member.open += counters.started - endedCount(counters);
    member.waiting += counters.planned - counters.started - missedCount(counters);
    if (delta.iterations !== null) {
      member.openIterations += openIterations(delta.iterations.counters);
      member.waitingIterations += waitingIterations(delta.iterations.counters);
    }
    this.#tally.add(delta, member.log.add(delta, health));
    this.#judgeWarmup();
    this.#tick();
    this.#judgeIntervals(delta);
    this.#giveUpIfNothingAnswers();
  }

  #judgeWarmup(): void {
    if (this.#warmupWatch === null || this.#warmupMs < Infinity || this.#drainedAt < Infinity) return;
    const told = toldToOf(this.#members);
    const elapsedMs = this.#options.clock.now() - this.#startAt;
    const warmupMs = this.#warmupWatch.judge(this.#tally.timeSeries.points(), told, elapsedMs);
    if (warmupMs === null) return;
    this.#warmupMs = warmupMs;
    this.#sendAll({ kind: 'measure', measureFrom: this.#startAt + warmupMs });
  }

  #judgeIntervals(delta: Delta): void {
    const watch = this.#options.intervalWatch ?? null;
    if (watch === null || this.#drainedAt < Infinity) return;
    if (this.#warmupMs === Infinity) return watch.passOver(delta);
    watch.add(delta);
    const reason = watch.settle(toldToOf(this.#members), {
      startAt: this.#startAt,
      warmupMs: this.#warmupMs,
    });
    if (reason !== null) this.drain(reason);
  }

  /** A tick after the first of several workers would show its part as if it were the whole. */
  #tick(): void {
    const { onTick, plan, clock } = this.#options;
    const told = tellingsOf(this.#members);
    if (told <= this.#ticks) return;
    this.#ticks = told;
    this.#options.systemWatch?.sample();
    const soFar = (): Measured => this.#measured(Math.min(clock.now(), this.#drainedAt, this.#planEndAt()));
    onTick?.(tickOf(plan, this.#tally, clock.now() - this.#startAt, this.#warmupMs), soFar);
  }

  /** It may be stopped for good, or come back when its share is given up already. */
  #onSilent(member: Member, silentMs: number): void {
    const { work } = this.#options.plan;
    const hasCode = work.kind === 'flows' && work.flows.codePath !== null;
    const hint = hasCode ? ', maybe for a function of the scenario that never returns' : '';
    this.#onLost(member, `it said nothing for ${Math.round(silentMs / 1000)} s${hint}`);
    member.transport.kill();
  }

  #onLost(member: Member, why: string): void {
    if (!isAlive(member)) return;
    const wasStarting = Number.isNaN(this.#startAt);
    member.state = 'lost';
    member.transport.close();
    this.#tally.abandon(member.open, member.waiting);
    this.#tally.abandonIterations(member.openIterations, member.waitingIterations);
    const name = `worker ${member.worker + 1} of ${this.#members.length}`;
    this.#partialReasons.push(`${name} was lost (${why}); ${whatIsMissing(this.#options.plan, member)}`);
    if (wasStarting) {
      this.#failToStart(`${name} could not start: ${why}`, 'run it again; if it stays, please report it');
    } else {
      this.#settleIfOver();
    }
  }

  #failToStart(message: string, hint: string): void {
    this.#liveness.close();
    for (const member of this.#members) {
      if (member.state !== 'lost') member.state = 'finished';
      member.transport.close();
    }
    this.#options.onFailed(new InrushError('cannot-run', [{ message, hint }]));
  }

  #giveUpIfNothingAnswers(): void {
    const elapsedMs = this.#options.clock.now() - this.#startAt;
    if (this.#gaveUp || elapsedMs < giveUpMs || this.#tally.socketsOpened > 0) return;
    if (this.#tally.counters.started + this.#tally.counters.warmup === 0) return;
    this.#gaveUp = true;
    this.cut('the target took no connection in the first 3 s');
  }

  #settleIfOver(): void {
    if (this.#members.some(isAlive)) return;
    this.#liveness.close();
    const { plan, clock, onFinished } = this.#options;
    const planEndAt = this.#planEndAt();
    this.#partialReasons.push(...missingRows(plan, this.#tally));
    const endAt =
      this.#partialReasons.length === 0 ? planEndAt : Math.min(planEndAt, this.#drainedAt, clock.now());
    if (Math.max(0, endAt - this.#startAt) < this.#warmupMs) {
      this.#partialReasons.push('it was still warming up: nothing was measured');
    }
    onFinished(this.#measured(endAt));
  }

  #planEndAt(): number {
    return this.#startAt + this.#warmupMs + workLengthMs(this.#options.plan.work);
  }

  #measured(endAt: number): Measured {
    const { plan, address, clock, systemWatch } = this.#options;
    const warmupMs = Math.min(this.#warmupMs, Math.max(0, endAt - this.#startAt));
    return {
      plan,
      address,
      tally: this.#tally,
      workers: this.#members.map(healthOf),
      peakOpenFiles: this.#members.reduce((sum, { openFiles, log }) => sum + openFiles + log.peakSockets, 0),
      system: systemWatch?.read() ?? null,
      clockShiftMs: this.#wallClock() - this.#startedAtDate.getTime() - (clock.now() - this.#startAt),
      startedAtDate: this.#startedAtDate,
      startAt: this.#startAt,
      endAt,
      warmupMs,
      steadyState: this.#warmupMs === Infinity ? null : (this.#warmupWatch?.steadyState(warmupMs) ?? null),
      partialReasons: this.#partialReasons,
    };
  }

  #wallClock(): number {
    return (this.#options.wallClock ?? Date.now)();
  }

  #sendAll(message: ToWorker): void {
    for (const member of this.#members) if (member.state === 'running') member.transport.send(message);
  }
}
