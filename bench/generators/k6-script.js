// What k6 runs. It tells its script by the environment, and not by arguments.
import http from 'k6/http';

const { TARGET, BODY_FILE, CONNECTIONS, RATE_PER_S, SECONDS } = __ENV;
const duration = `${SECONDS}s`;
const vus = Number(CONNECTIONS);
const body = BODY_FILE ? open(BODY_FILE) : null;
const method = BODY_FILE ? 'POST' : 'GET';

const closed = { executor: 'constant-vus', vus, duration };
const arrivals = {
  executor: 'constant-arrival-rate',
  rate: Number(RATE_PER_S),
  timeUnit: '1s',
  duration,
  preAllocatedVUs: vus,
};

export const options = {
  scenarios: { load: RATE_PER_S ? arrivals : closed },
  discardResponseBodies: true,
  insecureSkipTLSVerify: true,
  summaryTrendStats: ['med', 'p(99)'],
};

// oxlint-disable-next-line import/no-default-export -- k6 asks for it
export default function request() {
  http.request(method, TARGET, body);
}

export function handleSummary(data) {
  return { stdout: JSON.stringify(data) };
}
