import { expect, it } from 'vitest';
import { withCookies } from '../../src/flow/cookie-header.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import type { RequestSpec } from '../../src/scenario/request.ts';

const spec: RequestSpec = {
  method: 'POST',
  path: '/a?b',
  headers: [
    ['Host', 'x'],
    ['Content-Length', '6'],
  ],
  body: Buffer.from('\r\n\r\nhi'),
};
const request = new PreparedRequest(spec, 1, 1500);

it('a request gets the cookies for where it goes, behind its other headers', () => {
  const asked: unknown[] = [];
  const cookies = {
    header: (...where: unknown[]) => {
      asked.push(where);
      return 'a=1; b=caf\u00e9';
    },
  };
  const sent = withCookies(request, cookies);
  expect(asked).toEqual([[1, '/a?b']]);
  expect(sent.bytes.toString('latin1')).toBe(
    'POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nCookie: a=1; b=caf\u00e9\r\n\r\n\r\n\r\nhi',
  );
  expect([sent.target, sent.timeoutMs]).toEqual([1, 1500]);
  expect(sent.spec).toEqual({ ...spec, headers: [...spec.headers, ['Cookie', 'a=1; b=caf\u00e9']] });
});

it('a request for which there are no cookies stays what it is', () => {
  expect(withCookies(request, null)).toBe(request);
  expect(withCookies(request, { header: () => null })).toBe(request);
});

it('a request that brings its own cookies keeps them', () => {
  const own = new PreparedRequest({ ...spec, headers: [...spec.headers, ['COOKIE', 'own=1']] });
  expect(withCookies(own, { header: () => 'a=1' })).toBe(own);
});
