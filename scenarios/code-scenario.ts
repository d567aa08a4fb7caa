// Where data ends, a function goes on: its requests are counted and timed like any other step.
import { defineScenario } from 'inrush';

const { BASE_URL, DURATION } = process.env;

type Order = { id: number; quantity: number };

export default defineScenario({
  target: BASE_URL ?? 'http://127.0.0.1:8080',
  data: { users: { from: 'users.csv' } },
  // A step may be data, as in YAML …
  session: [
    {
      post: '/login',
      json: { username: '{{ users.name }}', password: '{{ users.password }}' },
      capture: { token: '$.token' },
    },
  ],
  // … or code. Everything that it is given belongs to one user.
  steps: [
    async function largestOrder({ http, vars, check, sleep, random }) {
      const headers = { authorization: `Bearer ${vars.token}` };
      const page = 1 + Math.floor(random() * 50);
      const orders = await http.get('/orders', { name: 'orders', query: { page }, headers });
      if (!check('there are orders', orders.ok)) return;
      const { items } = orders.json<{ items: Order[] }>();
      const largest = items.reduce((a, b) => (b.quantity > a.quantity ? b : a));
      await sleep(50);
      const order = await http.get(`/orders/${largest.id}`, { name: 'order', headers });
      check('it is the one that was asked for', order.json<Order>().id === largest.id);
    },
  ],
  load: { kind: 'constant-vus', vus: 5, for: DURATION ?? '10s' },
  thresholds: ['order.p95 < 500ms', 'checks > 99%'],
});
