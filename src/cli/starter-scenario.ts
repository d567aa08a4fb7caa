/** A scenario to begin with, that explains itself and runs against `inrush target`. `path` is what it will be called. */
export function starterScenario(path: string, form: 'yaml' | 'code'): string {
  return form === 'yaml' ? yamlStarter(path) : codeStarter(path);
}

function yamlStarter(path: string): string {
  return `# A scenario for inrush. To try it, start the built-in server in another terminal: inrush target
#   inrush run ${path} --once   one iteration, with every request and response
#   inrush run ${path}          the load that stands below
# Editors complete and check this file with its JSON Schema: inrush schema > scenario.schema.json, and in the first line
#   # yaml-language-server: $schema=scenario.schema.json

name: starter

# URLs are relative to it. A variable of the environment goes before what stands behind ":-", as in
#   inrush run ${path} -e BASE_URL=http://127.0.0.1:3000
target: \${BASE_URL:-http://127.0.0.1:8080}

# Names whose values are never shown.
secrets: [token]

# Done once by each virtual user before it begins. It isn't measured.
session:
  - post: /login
    json: { username: ann, password: correct horse }
    check: { status: 200 }
    capture: { token: $.token }

# One iteration. {{ }} holds an expression: what was captured, a row of data, or a function.
steps:
  - name: orders
    get: "/orders?page={{ randomInt(1, 50) }}"
    headers: { authorization: "Bearer {{ token }}" }
    check: { status: 200, jsonPath: { "$.items.length": "> 0" } }
    capture: { ids: "$.items[*].id" }

  # What a user takes to read.
  - think: 200ms..1s

  - name: order
    get: "/orders/{{ pick(ids) }}"
    headers: { authorization: "Bearer {{ token }}" }
    check: { status: 200 }

# 10 users, each of which goes on when it is answered. For a rate that doesn't depend on the answers:
#   { kind: constant-arrival-rate, rate: 50/s, for: 30s }
load: { kind: constant-vus, vus: 10, for: 10s }

# What must hold of the result: if one doesn't, inrush ends with exit code 99.
thresholds:
  - errors < 1%
  - p95 < 500ms
  - orders.p95 < 800ms
`;
}

function codeStarter(path: string): string {
  return `// A scenario for inrush. To try it, start the built-in server in another terminal: inrush target
//   inrush run ${path} --once   one iteration, with every request and response
//   inrush run ${path}          the load that stands below
// Types for your editor: npm install --save-dev inrush. The scenario runs without.
import { defineScenario } from 'inrush';

export default defineScenario({
  name: 'starter',

  // URLs are relative to it.
  target: process.env.BASE_URL ?? 'http://127.0.0.1:8080',

  // Names whose values are never shown.
  secrets: ['token'],

  // Runs once, before the first request. What it answers is the variable \`shared\` of every user.
  before: () => ({ startedAt: new Date().toISOString() }),

  // Done once by each virtual user before it begins. It isn't measured.
  session: [
    {
      post: '/login',
      json: { username: 'ann', password: 'correct horse' },
      check: { status: 200 },
      capture: { token: '$.token' },
    },
  ],

  // One iteration: steps of data as in YAML, and functions, in any order.
  steps: [
    {
      name: 'orders',
      get: '/orders?page={{ randomInt(1, 50) }}',
      headers: { authorization: 'Bearer {{ token }}' },
      check: { status: 200, jsonPath: { '$.items.length': '> 0' } },
      capture: { ids: '$.items[*].id' },
    },
    async function readOrders({ http, vars, check, sleep, random }) {
      const headers = { authorization: \`Bearer \${vars.token}\` };
      for (const id of vars.ids.slice(0, 2)) {
        // What a user takes to read.
        await sleep(200 + 300 * random());
        // One name for all of them is one row in the report.
        const order = await http.get(\`/orders/\${id}\`, { name: 'order', headers });
        check('it is the order', order.json().id === id, order.text());
      }
    },
  ],

  // 10 users, each of which goes on when it is answered. For a rate that doesn't depend on the answers:
  //   { kind: 'constant-arrival-rate', rate: '50/s', for: '30s' }
  load: { kind: 'constant-vus', vus: 10, for: '10s' },

  // What must hold of the result: if one doesn't, inrush ends with exit code 99.
  thresholds: ['errors < 1%', 'p95 < 500ms', 'order.p95 < 800ms'],
});
`;
}
