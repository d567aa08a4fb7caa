// The flow of flow.yaml for k6.
import { check } from 'k6';
import http from 'k6/http';

const { BASE_URL, VUS, SECONDS } = __ENV;

export const options = {
  scenarios: { load: { executor: 'constant-vus', vus: Number(VUS), duration: `${SECONDS}s` } },
  summaryTrendStats: ['med', 'p(99)'],
};

/** Each virtual user has a copy of its own. */
let headers = null;

function login() {
  const body = JSON.stringify({ username: 'ada', password: 'analytical-engine' });
  const response = http.post(`${BASE_URL}/login`, body, { headers: { 'content-type': 'application/json' } });
  return { authorization: `Bearer ${response.json('token')}` };
}

// oxlint-disable-next-line import/no-default-export -- k6 asks for it
export default function flow() {
  headers ??= login();
  const page = 1 + Math.floor(Math.random() * 50);
  const orders = http.get(`${BASE_URL}/orders?page=${page}`, { headers, tags: { name: 'orders' } });
  const { items } = orders.json();
  check(orders, {
    'status is 200': ({ status }) => status === 200,
    'there are items': () => items.length > 0,
  });
  const { id } = items[Math.floor(Math.random() * items.length)];
  const order = http.get(`${BASE_URL}/orders/${id}`, { headers, tags: { name: 'order' } });
  check(order, { 'status is 200': ({ status }) => status === 200 });
}

export function handleSummary(data) {
  return { stdout: JSON.stringify(data) };
}
