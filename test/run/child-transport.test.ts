import { expect, it } from 'vitest';
import { workerEnvironment } from '../../src/run/child-transport.ts';

it.each([
  ['--inspect', ''],
  ['--inspect-brk=127.0.0.1:9229', ''],
  ['--inspect-port=0 --max-old-space-size=100', ' --max-old-space-size=100'],
  ['--inspect-port 0 --conditions=x', ' --conditions=x'],
  ['--require ./my--inspect.js', '--require ./my--inspect.js'],
  ['--import tsx --inspect-publish-uid=http', '--import tsx '],
])('workers don’t take over what concerns a debugger: %s', (given, expected) => {
  expect(workerEnvironment({ PATH: '/bin', NODE_OPTIONS: given })).toEqual({
    PATH: '/bin',
    NODE_OPTIONS: expected,
  });
});

it('workers get everything else of the environment', () => {
  expect(workerEnvironment({ PATH: '/bin', SSL_CERT_FILE: 'x' })).toEqual({
    PATH: '/bin',
    SSL_CERT_FILE: 'x',
  });
});
