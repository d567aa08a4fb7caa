import { describe, expect, it } from 'vitest';
import { bareHost } from '../../src/base/bare-host.ts';

describe('bareHost', () => {
  it.each([
    ['[::1]', '::1'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['::1', '::1'],
    ['127.0.0.1', '127.0.0.1'],
    ['shop.test', 'shop.test'],
  ])('of %s is %s', (host, bare) => {
    expect(bareHost(host)).toBe(bare);
  });
});
