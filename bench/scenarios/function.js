// An async function that sends one request.
import { defineScenario } from 'inrush';

const { BASE_URL = 'http://127.0.0.1:8080', VUS = '50', DURATION = '5s' } = process.env;

// oxlint-disable-next-line import/no-default-export -- a scenario is one
export default defineScenario({
  target: BASE_URL,
  cookies: false,
  steps: [
    async function request({ http }) {
      await http.get('/');
    },
  ],
  load: { kind: 'constant-vus', vus: VUS, for: DURATION },
});
