import { describe, expect, it } from 'vitest';
import { localAddress } from '../../../src/page/table/local-address.ts';

describe('an address leads', () => {
  it.each(['/r/a.json', './a', 'a?b=c', '#requests', '../x', ''])('within the server: %s', (href) => {
    expect(localAddress(href)).toBe(href);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'https://example.com/',
    '//example.com/',
    String.raw`/\example.com/`,
    String.raw`\\example.com/`,
    'vbscript:x',
    'http://',
  ])('nowhere else: %j', (href) => {
    expect(localAddress(href)).toBeNull();
  });

  it('nowhere where there is none', () => {
    expect(localAddress(null)).toBeNull();
  });
});
