import type { Accounting, FailureCount, Result } from '../summary/result.ts';
import { byLabel, type Family, family, type LabelledRun, one } from './prometheus-family.ts';

const outcomes = [
  ['ok', 'ok'],
  ['httpError', 'http_error'],
  ['checkFailed', 'check_failed'],
  ['transportError', 'transport_error'],
  ['timeout', 'timeout'],
  ['aborted', 'aborted'],
  ['censored', 'censored'],
] as const satisfies readonly (readonly [keyof Accounting, string])[];

type Counts = readonly (readonly [name: string, value: number])[];

const counters: readonly (readonly [name: string, help: string, of: (result: Result) => number])[] = [
  ['planned_requests_total', 'Requests that were planned.', ({ accounting }) => accounting.planned],
  ['sockets_opened_total', 'Sockets opened, warm-up included.', ({ sockets }) => sockets.opened],
  ['received_bytes_total', 'Bytes of responses.', ({ bytes }) => bytes.received],
  ['sent_bytes_total', 'Bytes of requests.', ({ bytes }) => bytes.sent],
  ['body_bytes_total', 'Bytes of response bodies.', ({ bytes }) => bytes.body],
];

const labelled: readonly (readonly [
  name: string,
  help: string,
  label: string,
  of: (result: Result) => Counts,
])[] = [
  [
    'missed_requests_total',
    'Planned starts that never became a request.',
    'reason',
    ({ accounting }) => Object.entries(accounting.missed),
  ],
  [
    'requests_total',
    'Started requests by outcome.',
    'outcome',
    ({ accounting }) => outcomes.map(([key, name]) => [name, accounting[key]]),
  ],
  [
    'responses_total',
    'Responses by status code.',
    'status',
    ({ statusCodes }) => Object.entries(statusCodes),
  ],
  ['failures_total', 'Failed requests by reason.', 'reason', ({ failures }) => byReason(failures)],
  [
    'socket_faults_total',
    'Sockets that failed with no request to blame it on.',
    'reason',
    ({ sockets }) => byReason(sockets.faults),
  ],
];

/** Everything that was counted. */
export function countFamilies(runs: readonly LabelledRun[]): Family[] {
  return [
    ...counters.map(([name, help, of]) =>
      family('counter', name, help, runs, (run) => one(run, of(run.result))),
    ),
    ...labelled.map(([name, help, label, of]) =>
      family('counter', name, help, runs, (run) => byLabel(run, label, of(run.result))),
    ),
  ];
}

function byReason(failures: readonly FailureCount[]): Counts {
  return failures.map(({ reason, count }) => [reason, count]);
}
