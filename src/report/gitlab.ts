import { usToMs } from '../base/units.ts';
import type { Distribution, Result } from '../summary/result.ts';
import type { Reporter, RunReport } from './reporter.ts';

/**
 * What `k6 run --summary-export` writes, as far as GitLab's load performance widget reads it (`metrics.http_reqs.rate`, `p(90)` and
 * `p(95)` of `http_req_waiting`, `passes` and `fails` of `checks`) and a little more; times are milliseconds. Of a comparison it is the
 * async side. Numbers that the run doesn't have are left out, as are times without a success.
 */
export const gitlabReport: Reporter = (report) => {
  const result = measuredRun(report);
  const metrics = result === null ? {} : metricsOf(result);
  return `${JSON.stringify({ metrics }, null, 2)}\n`;
};

function measuredRun(report: RunReport): Result | null {
  return report.kind === 'load-run' ? report : (report.async.runs.at(-1) ?? null);
}

function metricsOf({ latency, accounting, throughput, bytes, wallMs, ...result }: Result): object {
  const { started, ok } = accounting;
  const perS = (total: number): number => (wallMs > 0 ? (1000 * total) / wallMs : 0);
  const times =
    ok === 0
      ? {}
      : {
          ...trend('http_req_waiting', latency.timeToFirstByte),
          ...trend('http_req_duration', latency.serviceTime.all),
          ...trend('http_req_connecting', latency.connect),
          ...trend('http_req_tls_handshaking', latency.tls),
        };
  return {
    http_reqs: { count: started, rate: throughput.answeredPerS },
    ...times,
    ...(started === 0
      ? {}
      : { http_req_failed: { passes: started - ok, fails: ok, value: (started - ok) / started } }),
    ...checks(result.checks, accounting),
    data_received: { count: bytes.received, rate: perS(bytes.received) },
    data_sent: { count: bytes.sent, rate: perS(bytes.sent) },
  };
}

/** Both percentiles that are compared, or none: what is missing would be drawn as NaN. */
function trend(name: string, times: Distribution): object {
  const { p50Us, p90Us, p95Us, meanUs, minUs, maxUs } = times;
  if (
    p50Us === null ||
    p90Us === null ||
    p95Us === null ||
    meanUs === null ||
    minUs === null ||
    maxUs === null
  ) {
    return {};
  }
  return {
    [name]: {
      avg: usToMs(meanUs),
      min: usToMs(minUs),
      med: usToMs(p50Us),
      max: usToMs(maxUs),
      'p(90)': usToMs(p90Us),
      'p(95)': usToMs(p95Us),
    },
  };
}

/** Without checks of its own a run is checked for answers that are ok, or a target that fails fast would look improved. */
function checks(own: Result['checks'], { started, ok }: Result['accounting']): object {
  const passes = own.reduce((sum, { passed }) => sum + passed, 0);
  const fails = own.reduce((sum, { failed }) => sum + failed, 0);
  if (passes + fails > 0) return { checks: { passes, fails, value: passes / (passes + fails) } };
  return started === 0 ? {} : { checks: { passes: ok, fails: started - ok, value: ok / started } };
}
