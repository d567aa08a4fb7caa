const scenario: object = {
  target: 'http://127.0.0.1:8080',
  befor: (): void => {},
  steps: [
    { get: (): string => '/orders' },
    { run: 'checkout' },
    { post: '/orders', json: { at: (): Date => new Date(0) } },
    { name: 'both', run: (): void => {}, get: '/' },
  ],
  load: { kind: 'constant-vus', vus: 1, for: '1s' },
};

export default scenario;
