import type { RequestRow } from '../summary/result.ts';
import { type Family, family, type LabelledRun, type Labels, type Sample } from './prometheus-family.ts';
import { summarySamples } from './prometheus-times.ts';
import { hasRows } from './request-table.ts';

const outcomes = [
  ['ok', 'ok'],
  ['httpError', 'http_error'],
  ['checkFailed', 'check_failed'],
  ['transportError', 'transport_error'],
  ['timeout', 'timeout'],
  ['aborted', 'aborted'],
  ['censored', 'censored'],
] as const satisfies readonly (readonly [keyof RequestRow, string])[];

/** Requests by their names, where there are several; checks; and the iterations of a scenario file. */
export function requestFamilies(runs: readonly LabelledRun[]): Family[] {
  const named = runs.filter(({ result }) => hasRows(result));
  const flows = runs.filter(({ result }) => result.scenario !== null);
  return [
    byRequest('counter', 'named_requests_total', 'Started requests by name and outcome.', named, (row) =>
      outcomes.map(([key, outcome]) => ({ labels: { outcome }, value: row[key] })),
    ),
    byRequest('gauge', 'named_answered_requests_per_second', 'Whole responses by name.', named, (row) => [
      { labels: {}, value: row.answeredPerS },
    ]),
    byRequest('summary', 'named_response_time_seconds', 'Response time by name.', named, (row) =>
      timesOf(row.responseTime),
    ),
    byRequest('summary', 'named_service_time_seconds', 'Service time by name.', named, (row) =>
      timesOf(row.serviceTime),
    ),
    family('counter', 'checks_total', 'Checks by request, label and outcome.', runs, checkSamples),
    family('gauge', 'asked_iterations_per_second', 'Mean arrival rate of the plan.', flows, (run) => {
      const { askedPerS } = run.result.throughput;
      return askedPerS === null ? [] : [{ labels: run.labels, value: askedPerS }];
    }),
    family('gauge', 'started_iterations_per_second', 'Iterations started.', flows, (run) => [
      { labels: run.labels, value: run.result.iterations.perS },
    ]),
    family('counter', 'iterations_total', 'Iterations by outcome.', flows, iterationSamples),
    family('counter', 'early_ends_total', 'Iterations that ended early, by reason.', flows, (run) =>
      run.result.iterations.failed.map(({ reason, count }) => ({
        labels: { ...run.labels, reason },
        value: count,
      })),
    ),
  ];
}

function byRequest(
  type: Family['type'],
  name: string,
  help: string,
  runs: readonly LabelledRun[],
  samplesOf: (row: RequestRow) => readonly Sample[],
): Family {
  return family(type, name, help, runs, ({ result, labels }) =>
    result.requests.flatMap((row) =>
      samplesOf(row).map((sample) => ({
        ...sample,
        labels: { ...labels, request: row.name, ...sample.labels },
      })),
    ),
  );
}

function timesOf(times: RequestRow['responseTime']): Sample[] {
  if (times === null) return [];
  return Object.entries(times).flatMap(([outcome, distribution]) =>
    summarySamples({ outcome }, distribution),
  );
}

function checkSamples({ result, labels }: LabelledRun): Sample[] {
  return result.checks.flatMap(({ request, label, passed, failed }) => {
    const check: Labels = { ...labels, request: request ?? '', check: label };
    return [
      { labels: { ...check, outcome: 'passed' }, value: passed },
      { labels: { ...check, outcome: 'failed' }, value: failed },
    ];
  });
}

function iterationSamples({ result, labels }: LabelledRun): Sample[] {
  const { completed, failed, interrupted, missed } = result.iterations;
  const counts: Readonly<Record<string, number>> = {
    completed,
    ended_early: failed.reduce((sum, { count }) => sum + count, 0),
    interrupted,
    missed,
  };
  return Object.entries(counts).map(([outcome, value]) => ({ labels: { ...labels, outcome }, value }));
}
