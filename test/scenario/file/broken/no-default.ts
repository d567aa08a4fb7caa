export const scenario: object = { target: 'http://127.0.0.1:8080', steps: [{ get: '/' }] };
