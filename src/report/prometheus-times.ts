import { reportedQuantiles } from '../summary/quantiles.ts';
import type { Distribution, Latency } from '../summary/result.ts';
import { type Family, family, type LabelledRun, type Labels, type Sample } from './prometheus-family.ts';

type TimeFamily = {
  readonly name: string;
  readonly help: string;
  /** By outcome where the result tells `ok` from `all`. */
  readonly of: (latency: Latency) => Readonly<Record<string, Distribution>>;
};

const times: readonly TimeFamily[] = [
  {
    name: 'response_time',
    help: 'From the planned start to the last byte; open model only.',
    of: ({ responseTime }) => responseTime ?? {},
  },
  {
    name: 'service_time',
    help: 'From the first byte written to the last byte read.',
    of: ({ serviceTime }) => serviceTime,
  },
  {
    name: 'time_to_first_byte',
    help: 'From the first byte written to the first byte read.',
    of: ({ timeToFirstByte }) => ({ '': timeToFirstByte }),
  },
  { name: 'connect_time', help: 'Connects, one a socket.', of: ({ connect }) => ({ '': connect }) },
  { name: 'tls_time', help: 'TLS handshakes, one a socket.', of: ({ tls }) => ({ '': tls }) },
  {
    name: 'start_lag',
    help: 'Actual minus planned start, the delay of the generator itself; open model only.',
    of: ({ startLag }) => (startLag === null ? {} : { '': startLag }),
  },
];

/** Each time as a summary, and how much of it is only a lower bound. */
export function timeFamilies(runs: readonly LabelledRun[]): Family[] {
  const censored = [
    bounds('censored_samples', 'Samples that are only lower bounds.', runs, ({ censored: count }) => count),
    bounds(
      'censored_from_seconds',
      'The smallest lower bound; quantiles at or above it are at least that.',
      runs,
      ({ censoredFromUs }) => (censoredFromUs === null ? null : censoredFromUs / 1e6),
    ),
  ];
  const summaries = times.map(({ name, help, of }) =>
    family('summary', `${name}_seconds`, help, runs, (run) =>
      Object.entries(of(run.result.latency)).flatMap(([outcome, distribution]) =>
        summarySamples(timeLabels(run, outcome), distribution),
      ),
    ),
  );
  return [...summaries, ...censored];
}

function bounds(
  name: string,
  help: string,
  runs: readonly LabelledRun[],
  of: (distribution: Distribution) => number | null,
): Family {
  return family('gauge', name, help, runs, (run) =>
    times.flatMap(({ name: time, of: distributionsOf }) =>
      Object.entries(distributionsOf(run.result.latency)).flatMap(([outcome, distribution]) => {
        const value = of(distribution);
        return value === null ? [] : [{ labels: { ...timeLabels(run, outcome), time }, value }];
      }),
    ),
  );
}

function timeLabels(run: LabelledRun, outcome: string): Labels {
  return outcome === '' ? run.labels : { ...run.labels, outcome };
}

/** Quantiles 0 and 1 are minimum and maximum; what the sample can't carry is left out. */
export function summarySamples(labels: Labels, distribution: Distribution): Sample[] {
  const { count, minUs, meanUs, maxUs } = distribution;
  if (count === 0) return [];
  const quantiles = [
    { quantile: 0, us: minUs },
    ...reportedQuantiles.map(({ quantile, key }) => ({ quantile, us: distribution[key] })),
    { quantile: 1, us: maxUs },
  ];
  return [
    ...quantiles.flatMap(({ quantile, us }) =>
      us === null ? [] : [{ labels: { ...labels, quantile: String(quantile) }, value: us / 1e6 }],
    ),
    { suffix: '_sum', labels, value: ((meanUs ?? 0) * count) / 1e6 },
    { suffix: '_count', labels, value: count },
  ];
}
