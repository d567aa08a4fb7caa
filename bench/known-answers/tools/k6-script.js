// What k6 runs. It tells its script by the environment, and not by arguments.
import http from 'k6/http';

const { TARGET, VUS, RATE_PER_S, SECONDS, REQUESTS, MOST_FAILED } = __ENV;
const duration = `${SECONDS}s`;
const vus = Number(VUS);

const byCount = { executor: 'shared-iterations', vus, iterations: Number(REQUESTS) };
const byRate = {
  executor: 'constant-arrival-rate',
  rate: Number(RATE_PER_S),
  timeUnit: '1s',
  duration,
  preAllocatedVUs: vus,
};

export const options = {
  scenarios: { load: REQUESTS ? byCount : byRate },
  thresholds: MOST_FAILED ? { http_req_failed: [`rate<${MOST_FAILED}`] } : {},
  discardResponseBodies: true,
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max'],
};

// oxlint-disable-next-line import/no-default-export -- k6 asks for it
export default function request() {
  http.get(TARGET);
}

export function handleSummary(data) {
  return { stdout: JSON.stringify(data) };
}
