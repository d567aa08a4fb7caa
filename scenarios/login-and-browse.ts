// login-and-browse.yaml in TypeScript: the same keys, and an editor knows their types.
import { defineScenario } from 'inrush';

const { BASE_URL, THINK, RAMP, DURATION, WARMUP } = process.env;
const authorization = 'Bearer {{ token }}';

export default defineScenario({
  name: 'checkout',
  target: BASE_URL ?? 'http://127.0.0.1:8080',
  data: { users: { from: 'users.csv', pick: 'unique', onEnd: 'recycle' } },
  secrets: ['users.password', 'token'],
  session: [
    {
      post: '/login',
      json: { username: '{{ users.name }}', password: '{{ users.password }}' },
      capture: { token: '$.token' },
    },
  ],
  steps: [
    {
      name: 'orders',
      get: '/orders?page={{ randomInt(1, 50) }}',
      headers: { authorization },
      check: { status: 200, jsonPath: { '$.items.length': '> 0' } },
      capture: { ids: '$.items[*].id' },
    },
    { think: THINK ?? '200ms..1s' },
    {
      name: 'order',
      get: '/orders/{{ pick(ids) }}',
      headers: { authorization },
      check: { status: 200 },
    },
  ],
  load: [
    { kind: 'ramping-arrival-rate', from: '10/s', to: '50/s', over: RAMP ?? '1m' },
    { kind: 'constant-arrival-rate', rate: '50/s', for: DURATION ?? '2m' },
  ],
  warmup: WARMUP ?? '10s',
  thresholds: ['p95 < 500ms', 'orders.p99 < 800ms', 'errors < 1%', 'checks > 99%'],
});
