// The library's public face: what a program that imports `inrush` can do, and the data it gets. docs/library.md
// explains all of it.

// One call each: from a scenario to a result.
export { runLoadTest, type LoadTestOptions } from './modes/run-load-test.ts';
export { runScenario, type RunScenarioOptions } from './modes/run-scenario.ts';
export { compareSyncAsync, type CompareOptions } from './modes/sync-vs-async/compare-sync-async.ts';

// What goes in.
export type { ConnectTo, EngineName, Timeouts } from './scenario/connecting.ts';
export type { Arrival, Load, Pacing, Stage } from './scenario/load.ts';
export type { Scenario, ScenarioUrl } from './scenario/scenario.ts';
export type { ComparisonShape } from './modes/sync-vs-async/comparison-plan.ts';

// Scenario files in code.
export { type CodeScenario, defineScenario } from './scenario/file/code-scenario.ts';
export type * from './scenario/file/step-context.ts';

// What is heard meanwhile.
export type { Tick } from './run/tick.ts';
export type { ResponseRecord } from './run/response-record.ts';

// What comes out.
export type * from './summary/result.ts';
export type * from './modes/sync-vs-async/comparison-result.ts';
export { foldVerdict, type GateVerdict } from './gate/verdict.ts';
export { reporters, type Report, type Reporter, type ReportOptions } from './report/registry.ts';
export { readReport } from './report/read-report.ts';
export { plain, type Paint, type Palette } from './report/palette.ts';
export { InrushError, type ErrorCode, type Problem } from './base/errors.ts';

// What the machine can do.
export { type DoctorOptions, runDoctor } from './doctor/run-doctor.ts';
export { fingerprintOf } from './doctor/fingerprint-of.ts';
export type { Fingerprint, MachineFacts } from './summary/fingerprint.ts';
export type * from './doctor/doctor-report.ts';

// Something to try it on.
export { startTarget, type Target, type TargetOptions } from './target/server.ts';

// The steps of those calls, for programs that want to be between them.
export { readMachine } from './machine/read-machine.ts';
export type { Machine } from './plan/machine.ts';
export { makePlan, type Planning } from './plan/make-plan.ts';
export { planSides, type SyncVsAsyncPlans } from './modes/sync-vs-async/comparison-plan.ts';
export type { Plan } from './plan/plan.ts';
export { type Interrupts, runLoad, type RunOptions } from './run/run-load.ts';
export type { ResponseReceiver } from './run/response-delivery.ts';
export { type ComparisonOptions, runComparison } from './modes/sync-vs-async/run-comparison.ts';
export { parseThreshold, type Threshold, type ThresholdContext } from './scenario/threshold.ts';
export { evaluate } from './gate/evaluate.ts';
export { version } from './base/version.ts';
