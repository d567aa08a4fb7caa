const scenario: object = {
  target: new URL('http://127.0.0.1:8080'),
  steps: [{ post: '/', json: { at: new Date(0), ids: new Set([1]) } }],
  load: { kind: 'constant-vus', vus: NaN, for: '1s' },
};

export default scenario;
