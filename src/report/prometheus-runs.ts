import type { Result } from '../summary/result.ts';
import { type Family, family, type LabelledRun, one, type Sample } from './prometheus-family.ts';

const gauges: readonly (readonly [name: string, help: string, of: (result: Result) => number | null])[] = [
  [
    'run_start_timestamp_seconds',
    'When the load started, since the epoch.',
    ({ startedAt }) => Date.parse(startedAt) / 1000,
  ],
  [
    'run_complete',
    'Whether the run ended as planned.',
    ({ completion }) => (completion.state === 'complete' ? 1 : 0),
  ],
  ['measured_seconds', 'Length of the measured part.', ({ measuredMs }) => measuredMs / 1000],
  ['wall_seconds', 'From the start of the measured part to its last answer.', ({ wallMs }) => wallMs / 1000],
  ['warmup_seconds', 'Length of the warm-up.', ({ load }) => load.warmupMs / 1000],
  [
    'graceful_stop_seconds',
    'How long what was open at the end could still take.',
    ({ load }) => load.gracefulStopMs / 1000,
  ],
  ['connections', 'Connections over all workers.', ({ load }) => load.connections],
  [
    'asked_requests_per_second',
    'Mean arrival rate of the plan; open model only, and not of iterations.',
    ({ throughput, scenario }) => (scenario === null ? throughput.askedPerS : null),
  ],
  [
    'started_requests_per_second',
    'Requests started over the measured part.',
    ({ throughput }) => throughput.startedPerS,
  ],
  [
    'answered_requests_per_second',
    'Whole responses over the measured part.',
    ({ throughput }) => throughput.answeredPerS,
  ],
  [
    'overload_capacity_requests_per_second',
    'What an overloaded target gave.',
    ({ overload, scenario }) => (scenario === null ? (overload?.capacityPerS ?? null) : null),
  ],
  [
    'overload_queue_growth_requests_per_second',
    'By which the starts that wait for a connection grew.',
    ({ overload, scenario }) => (scenario === null ? (overload?.queueGrowthPerS ?? null) : null),
  ],
];

/** How a run was made, and its rates. */
export function runFamilies(runs: readonly LabelledRun[]): Family[] {
  return [
    family('gauge', 'run_info', 'How the run was made; always 1.', runs, infoSamples),
    ...gauges.map(([name, help, of]) => family('gauge', name, help, runs, (run) => one(run, of(run.result)))),
  ];
}

function infoSamples({ result, labels }: LabelledRun): Sample[] {
  const { inrush, target, load } = result;
  const facts = {
    version: inrush,
    address: target.address,
    requests: String(target.requestCount),
    engine: target.engine,
    model: load.model,
    load: load.load.kind,
  };
  return [{ labels: { ...labels, ...facts }, value: 1 }];
}
