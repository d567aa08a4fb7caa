// The library's public face: what a program that imports `inrush` can do, and the data it gets.
export { InrushError, type Problem } from './base/errors.ts';
export { version } from './base/version.ts';
export { evaluate } from './gate/evaluate.ts';
export { foldVerdict, type GateVerdict } from './gate/verdict.ts';
export type { Effect, Finding, Side, SyncVsAsyncResult } from './modes/comparison-result.ts';
export { compareSyncAsync, planSides, type SyncVsAsyncPlans } from './modes/sync-vs-async.ts';
export type { Machine } from './plan/machine.ts';
export { makePlan, type Planning } from './plan/make-plan.ts';
export type { Plan } from './plan/plan.ts';
export { reporters, type Report, type Reporter, type ReportOptions } from './report/registry.ts';
export { readMachine } from './run/machine.ts';
export { type Interrupts, runLoad, type RunOptions } from './run/run-load.ts';
export type { Tick } from './run/tick.ts';
export type { Load, Stage } from './scenario/load.ts';
export type { Scenario } from './scenario/scenario.ts';
export { parseThreshold, type Threshold } from './scenario/threshold.ts';
export type * from './summary/result.ts';
