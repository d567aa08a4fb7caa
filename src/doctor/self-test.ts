import type { Clock } from '../base/clock.ts';
import { InrushError } from '../base/errors.ts';
import type { Machine } from '../plan/machine.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Result } from '../summary/result.ts';
import type {
  ClosedLoop,
  Floor,
  OpenModel,
  RateTrial,
  SelfTest,
  SelfTestFigure,
  SelfTestProblem,
} from './doctor-report.ts';
import { searchHighestRate } from './rate-search.ts';

export type SelfTestOptions = {
  /** Of the null server. */
  readonly url: string;
  readonly serverProcesses: number;
  readonly machine: Machine;
  readonly clock: Clock;
  /** When to look no further for the highest rate, an instant of the clock. */
  readonly searchUntilMs: number;
  readonly run: (plan: Plan) => Promise<Result>;
  /** Called with what is measured next. */
  readonly onStep: (step: string) => void;
};

const connections = 50;
/** Until the code of server and generator is compiled. */
const warmUp = { warmupMs: 300 };
const floorLength = { ...warmUp, durationMs: 1000 };
const closedLength = { ...warmUp, durationMs: 1700 };
/** What is still open after the load doesn't matter here, and would take its time where the rate was too high. */
const trialLength = { warmupMs: 200, durationMs: 600, gracefulStopMs: 200 };
/** Of the closed loop's: where an open model usually ends, as it has its starts to keep besides. */
const openShare = 0.75;
const guessWithoutPerS = 10_000;

const mostLagUs = 1000;
const leastAnsweredShare = 0.99;

/** Measures what this machine and this generator can do at best. Throws what its runs throw. */
export async function runSelfTest(options: SelfTestOptions): Promise<SelfTest> {
  const { onStep, serverProcesses } = options;
  const problems: SelfTestProblem[] = [];
  onStep('latency floor');
  const floorRun = await trustedRun(options, { connections: 1, ...floorLength }, 'floor', problems);
  onStep('highest closed-loop throughput');
  const closedRun = await trustedRun(options, { connections, ...closedLength }, 'closed-loop', problems);
  const closedLoop = closedRun === null ? null : closedLoopOf(closedRun);
  const openModel = await measureOpenModel(options, closedLoop);
  if (openModel.highestRatePerS === null) {
    problems.push({ figure: 'open-model', message: 'no rate was kept twice with its starts on time' });
  }
  return {
    serverProcesses,
    floor: floorRun === null ? null : floorOf(floorRun),
    closedLoop,
    openModel,
    problems,
  };
}

/** Once more when it can't be trusted; null, and the reasons among the problems, when that can't be either. */
async function trustedRun(
  options: SelfTestOptions,
  scenario: Scenario,
  figure: SelfTestFigure,
  problems: SelfTestProblem[],
): Promise<Result | null> {
  let result = await measure(options, scenario);
  if (!isUsable(result)) result = await measure(options, scenario);
  if (isUsable(result)) return result;
  problems.push({ figure, message: whyNot(result) });
  return null;
}

/** Against this server everything succeeds. */
function isUsable({ accounting: { started, ok }, trust }: Result): boolean {
  return ok > 0 && ok === started && trust.level !== 'invalid';
}

function whyNot({ trust, failures }: Result): string {
  const reasons = trust.reasons.filter(({ level }) => level === 'invalid').map(({ message }) => message);
  const failed = failures.map(({ reason, example }) => `${reason} (${example})`);
  const all = [...reasons, ...failed];
  return all.length === 0 ? 'nothing was answered' : all.join('; ');
}

async function measure({ url, machine, run }: SelfTestOptions, scenario: Scenario): Promise<Result> {
  const planning = makePlan({ ...scenario, url }, machine);
  // Only a machine that can't hold the connections refuses such a plan.
  if (!planning.ok) throw new InrushError('cannot-run', planning.problems);
  return run(planning.plan);
}

function floorOf({ latency, trust }: Result): Floor {
  const { p50Us, p99Us, maxUs } = latency.serviceTime.all;
  const mostUs = maxUs ?? 0;
  return { p50Us: p50Us ?? mostUs, p99Us: p99Us ?? mostUs, trust: trust.level };
}

function closedLoopOf({ throughput, load, trust }: Result): ClosedLoop {
  return { perS: throughput.answeredPerS, connections, workers: load.workers, trust: trust.level };
}

async function measureOpenModel(options: SelfTestOptions, closedLoop: ClosedLoop | null): Promise<OpenModel> {
  return searchHighestRate({
    guessPerS: closedLoop === null ? guessWithoutPerS : openShare * closedLoop.perS,
    isOver: () => options.clock.now() > options.searchUntilMs,
    attempt: async (ratePerS) => {
      options.onStep(`highest rate on time: ${ratePerS.toLocaleString('en')}/s`);
      return trialOf(ratePerS, await measure(options, { connections, ratePerS, ...trialLength }));
    },
  });
}

function trialOf(ratePerS: number, result: Result): RateTrial {
  const { startLag } = result.latency;
  const startLagP99Us = startLag?.p99Us ?? null;
  const { answeredPerS } = result.throughput;
  // With too few starts for a p99, one late start is more than 1 % of them.
  const isOnTime = (startLagP99Us ?? startLag?.maxUs ?? Infinity) < mostLagUs;
  const isReached = answeredPerS >= leastAnsweredShare * ratePerS && result.overload === null;
  const passed = isOnTime && isReached && isUsable(result);
  return { ratePerS, answeredPerS, startLagP99Us, trust: result.trust.level, passed };
}
