// A signed request, as of a webhook: any package and all of Node can be used. In JavaScript there is nothing to build either.
import { createHmac } from 'node:crypto';
import { defineScenario } from 'inrush';

const { BASE_URL, DURATION, SIGNING_KEY = 'for trying out' } = process.env;

export default defineScenario({
  target: BASE_URL ?? 'http://127.0.0.1:8080',
  steps: [
    async function webhook({ http, check, iteration }) {
      const body = JSON.stringify({ event: 'paid', order: iteration });
      const signature = createHmac('sha256', SIGNING_KEY).update(body).digest('hex');
      const response = await http.post('/echo', {
        body,
        headers: { 'content-type': 'application/json', 'x-signature': signature },
      });
      check('it was signed', response.json().headers['x-signature'] === signature);
    },
  ],
  load: { kind: 'constant-vus', vus: 5, for: DURATION ?? '10s' },
});
