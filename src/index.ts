// The library's public face: what a program that imports `inrush` can do, and the data it gets. docs/library.md
// explains all of it.

// One call each: from a scenario to a result.
export { runLoadTest, type LoadTestOptions } from './modes/run-load-test.ts';
export { runScenario, type RunScenarioOptions } from './modes/run-scenario.ts';
export { compareSyncAsync, type CompareOptions } from './modes/sync-vs-async/compare-sync-async.ts';
export { abTest, type AbTestOptions } from './modes/ab/ab-test.ts';
export { findMax, type FindMaxTestOptions } from './modes/find-max/find-max.ts';
export { findTrend, type TrendSource } from './gate/trend/find-trend.ts';
export { compareResults } from './gate/compare/compare-results.ts';
export { type Recording, type RecordOptions, recordRuns } from './modes/record-runs.ts';

// What goes in.
export type { ConnectTo, EngineName, Timeouts } from './scenario/connecting.ts';
export type { Arrival, Load, Pacing, Stage } from './scenario/load.ts';
export type { Scenario, ScenarioUrl } from './scenario/scenario.ts';
export type { GateOptions } from './modes/gate-options.ts';
export type { ServeOption } from './modes/serve-option.ts';
export type { ComparisonShape } from './modes/sync-vs-async/comparison-plan.ts';
export type { AbShape } from './modes/ab/ab-shape.ts';
export type { FindMaxShape } from './modes/find-max/find-max-design.ts';
export type { TrendShape } from './gate/trend/trend-shape.ts';
export type { CompareShape } from './gate/compare/compare-design.ts';
export type { ComparedSide } from './gate/compare/compared-side.ts';
export { sideOfBaseline, sideOfRuns, type StoredRun } from './gate/compare/make-side.ts';

// Scenario files in code.
export { type CodeScenario, defineScenario } from './scenario/file/code-scenario.ts';
export type * from './scenario/file/step-context.ts';

// What is heard meanwhile.
export type { Tick } from './run/tick.ts';
export type { ResponseRecord } from './run/response-record.ts';

// What comes out.
export type * from './summary/result.ts';
export type * from './modes/sync-vs-async/comparison-result.ts';
export type * from './modes/ab/ab-result.ts';
export type * from './modes/find-max/find-max-result.ts';
export type * from './gate/trend/trend-result.ts';
export type * from './gate/compare/compare-result.ts';
export type { Baseline, BaselineRow } from './gate/baseline/baseline.ts';
export { joinBaselines, makeBaseline } from './gate/baseline/make-baseline.ts';
export { baselineText } from './gate/baseline/baseline-text.ts';
export type * from './gate/change.ts';
export { foldVerdict, type GateVerdict, type InconclusivePolicy } from './gate/verdict.ts';
export { reporters, type Report, type Reporter, type ReportOptions } from './report/registry.ts';
export { readReport } from './report/read-report.ts';
export { readBaseline } from './documents/read-baseline.ts';
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
export type { IntervalJudge } from './run/interval-watch.ts';
export type { ResponseReceiver } from './run/response-delivery.ts';
export { type ComparisonOptions, runComparison } from './modes/sync-vs-async/run-comparison.ts';
export { parseThreshold, type Threshold, type ThresholdContext } from './scenario/threshold.ts';
export { evaluate } from './gate/evaluate.ts';
export { Gates } from './gate/gates.ts';
export { version } from './base/version.ts';
