import * as fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CookieJar, loadCookies } from '../../src/flow/cookies.ts';

const origins = [
  'http://127.0.0.1:8080',
  'http://localhost:8080',
  'http://[::1]:8080',
  'https://shop.example.com',
  'http://shop.example.com',
  'https://api.example.com:8443',
  'http://intranet',
];
const [ip, localhost, ipv6, shop, plainShop, api, intranet] = [0, 1, 2, 3, 4, 5, 6] as const;
const future = 'Fri, 01 Jan 2100 00:00:00 GMT';
const past = 'Thu, 01 Jan 1970 00:00:00 GMT';

let newJar: () => CookieJar;
let laterMs = 0;

beforeAll(async () => {
  newJar = await loadCookies(origins, () => Date.now() + laterMs);
});

beforeEach(() => {
  laterMs = 0;
});

describe('a jar', () => {
  it('has nothing to send before a cookie was set', () => {
    expect(newJar().header(ip, '/')).toBeNull();
  });

  it.each([
    ['an IPv4 address', ip],
    ['localhost', localhost],
    ['an IPv6 address', ipv6],
    ['a domain', shop],
    ['a name without a dot', intranet],
  ])('sends back what %s has set, and to nobody else', (_what, target) => {
    const jar = jarWith(target, '/login', ['sid=1; Path=/; HttpOnly']);
    expect(jar.header(target, '/orders?page=2')).toBe('sid=1');
    for (const [other] of origins.entries()) {
      const isSameHost = other === target || (target === shop && other === plainShop);
      if (!isSameHost) expect([other, jar.header(other, '/')]).toEqual([other, null]);
    }
  });

  it('joins cookies, those of longer paths first', () => {
    const jar = jarWith(ip, '/', ['a=1; Path=/', 'b=2; Path=/x', 'c=3; Path=/']);
    expect(jar.header(ip, '/x/y')).toBe('b=2; a=1; c=3');
  });

  it('replaces a cookie of the same name and path, and deletes one that has expired', () => {
    const jar = jarWith(ip, '/', ['a=1', 'b=1']);
    expect(jar.header(ip, '/')).toBe('a=1; b=1');
    jar.store(ip, '/', setting('a=2'));
    expect(jar.header(ip, '/')).toBe('a=2; b=1');
    jar.store(ip, '/', setting(`a=3; Expires=${past}`));
    expect(jar.header(ip, '/')).toBe('b=1');
    jar.store(ip, '/', setting('b=4; Max-Age=0'));
    expect(jar.header(ip, '/')).toBeNull();
  });

  it('forgets all when it is cleared, and goes on', () => {
    const jar = jarWith(ip, '/', ['a=1']);
    expect(jar.header(ip, '/')).toBe('a=1');
    jar.clear();
    expect(jar.header(ip, '/')).toBeNull();
    jar.store(ip, '/', setting('a=1'));
    expect(jar.header(ip, '/')).toBe('a=1');
  });

  it('keeps none of its cookies from another', () => {
    jarWith(ip, '/', ['a=1']);
    expect(newJar().header(ip, '/')).toBeNull();
  });
});

describe('what is sent', () => {
  it.each([
    ['a=1; Domain=example.com', shop, [shop, plainShop, api]],
    ['a=1', shop, [shop, plainShop]],
    ['a=1; Secure', shop, [shop]],
    ['a=1; Domain=example.com; Secure; SameSite=Strict', shop, [shop, api]],
    ['a=1; Domain=api.example.com', shop, []],
    ['a=1; Domain=com', shop, []],
    ['a=1; Domain=other.org', shop, []],
    ['a=1; Domain=127.0.0.1', ip, [ip]],
    ['a=1; Domain=localhost', localhost, [localhost]],
    // Loopback is as safe as TLS, browsers say.
    ['a=1; Secure', ip, [ip]],
    ['__Host-a=1; Secure; Path=/', shop, [shop]],
    [`a=1; Expires=${future}`, ip, [ip]],
    [`a=1; Expires=${past}`, ip, []],
    ['a=1; Max-Age=100', ip, [ip]],
    ['a=1; Max-Age=-1', ip, []],
  ])('after %s', (line, from, targets) => {
    const jar = jarWith(from, '/', [line]);
    expect(origins.flatMap((_origin, target) => (jar.header(target, '/') === null ? [] : [target]))).toEqual(
      targets,
    );
  });

  it.each([
    ['a=1; Path=/x', ['/x', '/x/', '/x/y', '/x?q', '/x/y?q'], ['/', '/xy', '/y/x', '/?/x', '*']],
    ['a=1; Path=/x/', ['/x/', '/x/y', '/x/?q'], ['/', '/x', '/xy', '/x?/']],
    // Without one of its own it is the folder of the request that it answers: /in/side.
    ['a=1', ['/in', '/in/other', '/in?q'], ['/', '/inside', '/out/in/']],
    ['a=1; Path=/', ['/', '/x', '*'], []],
    ['a=1; Path=/x', ['/%78/y', '/y/../x', '/./x/y'], ['/x/../y', '/x/%2e%2e/y', '/x%2fy']],
  ])('after %s depends on the path', (line, sent, notSent) => {
    const jar = jarWith(ip, '/in/side', [line, 'b=1; Path=/elsewhere']);
    // Twice: the second answer is from memory.
    for (const path of [...sent, ...sent]) expect([path, jar.header(ip, path)]).toEqual([path, 'a=1']);
    for (const path of [...notSent, ...notSent]) expect([path, jar.header(ip, path)]).toEqual([path, null]);
  });

  it('is the same from memory as it is anew, whatever the paths', () => {
    const segment = fc.constantFrom('a', 'ab', 'b', '', '.', '..', '%61', 'é', '\\');
    const path = fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`);
    fc.assert(
      fc.property(
        fc.array(path, { maxLength: 6 }),
        fc.array(path, { minLength: 1, maxLength: 6 }),
        (cookiePaths, paths) => {
          const lines = cookiePaths.map((cookiePath, index) => `c${index}=1; Path=${cookiePath}`);
          const jar = jarWith(ip, '/', lines);
          for (const each of paths) {
            expect(jar.header(ip, each)).toBe(jarWith(ip, '/', lines).header(ip, each));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('ends with the life of a cookie', () => {
    const jar = jarWith(ip, '/', ['a=1; Max-Age=100', 'b=1; Max-Age=200', 'c=1']);
    expect(jar.header(ip, '/')).toBe('a=1; b=1; c=1');
    laterMs = 99_000;
    expect(jar.header(ip, '/')).toBe('a=1; b=1; c=1');
    laterMs = 101_000;
    expect(jar.header(ip, '/')).toBe('b=1; c=1');
    laterMs = 201_000;
    expect(jar.header(ip, '/')).toBe('c=1');
  });
});

describe('a hostile server', () => {
  it.each([
    ['no name', 'nothing'],
    ['an empty name', '=1'],
    ['nothing at all', ''],
    ['a control character', 'a=1\u00012'],
    ['a domain that is not its own', 'a=1; Domain=example.org'],
    ['100 kB', `a=${'x'.repeat(100_000)}`],
    ['a long attribute', `a=1; Path=/${'x'.repeat(10_000)}`],
  ])('is refused a cookie with %s', (_what, line) => {
    const jar = jarWith(ip, '/', [line, 'b=1']);
    expect([jar.refused, jar.header(ip, '/')]).toEqual([1, 'b=1']);
  });

  it('can set 180 cookies, and then makes its own oldest go', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `c${index}=1`);
    const jar = jarWith(ip, '/', lines);
    const sent = jar.header(ip, '/')?.split('; ') ?? [];
    expect(jar.refused).toBe(10_000 - 180);
    expect(sent).toEqual(lines.slice(-180));
  });

  it('loses the cookie first that it has set longest ago', () => {
    const lines = Array.from({ length: 180 }, (_, index) => `c${index}=1`);
    const jar = jarWith(ip, '/', lines);
    jar.store(ip, '/', setting('c0=2'));
    jar.store(ip, '/', setting('new=1'));
    const sent = new Set(jar.header(ip, '/')?.split('; '));
    expect(['c0=2', 'c1=1', 'c2=1', 'new=1'].filter((cookie) => sent.has(cookie))).toEqual([
      'c0=2',
      'c2=1',
      'new=1',
    ]);
  });

  it('that repeats itself is listened to once a second', () => {
    const jar = jarWith(ip, '/', ['refused']);
    for (laterMs of [0, 500, 900]) jar.store(ip, '/', setting('refused'));
    expect(jar.refused).toBe(1);
    laterMs = 1100;
    jar.store(ip, '/', setting('refused'));
    expect(jar.refused).toBe(2);
  });

  it('gets back what can stand in a header, whatever it sends', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 5 }), (lines) => {
        const header = jarWith(ip, '/', lines).header(ip, '/');
        // oxlint-disable-next-line no-control-regex -- they are what must not be there
        expect(header ?? '').not.toMatch(/[\0-\x1f\x7f]/);
      }),
    );
  });

  it('is taken at its word when it names what objects inherit', () => {
    const jar = jarWith(ip, '/', ['__proto__=1', 'constructor=2']);
    expect(jar.header(ip, '/')).toBe('__proto__=1; constructor=2');
    expect(Object.hasOwn(Object.prototype, '1')).toBe(false);
  });
});

describe('a session that is prolonged with every response', () => {
  it('is kept as it was set last', () => {
    const jar = jarWith(ip, '/', ['sid=1; Path=/; Max-Age=100']);
    for (const path of ['/', '/a', '/b/c']) {
      jar.store(ip, path, setting('sid=1; Path=/; Max-Age=100'));
      expect(jar.header(ip, '/')).toBe('sid=1');
    }
    jar.store(ip, '/', setting('sid=2; Path=/; Max-Age=100'));
    expect(jar.header(ip, '/')).toBe('sid=2');
  });

  it('lives on from then', () => {
    const jar = jarWith(ip, '/', ['sid=1; Path=/; Max-Age=100']);
    laterMs = 99_000;
    // Its life begins by the system's clock, which the second is 99 s behind.
    jar.store(ip, '/', setting('sid=1; Path=/; Max-Age=200'));
    laterMs = 150_000;
    expect(jar.header(ip, '/')).toBe('sid=1');
  });

  it('without a path of its own is kept for each path that sets it', () => {
    const jar = jarWith(ip, '/a/x', ['sid=1']);
    jar.store(ip, '/b/x', setting('sid=1'));
    expect([jar.header(ip, '/a/y'), jar.header(ip, '/b/y')]).toEqual(['sid=1', 'sid=1']);
  });

  it('at another target is another', () => {
    const jar = jarWith(ip, '/', ['sid=1; Path=/']);
    jar.store(localhost, '/', setting('sid=1; Path=/'));
    expect(jar.header(localhost, '/')).toBe('sid=1');
  });
});

function jarWith(target: number, path: string, lines: readonly string[]): CookieJar {
  const jar = newJar();
  jar.store(target, path, setting(...lines));
  return jar;
}

function setting(...lines: readonly string[]): { headers: () => readonly string[] } {
  return { headers: () => lines };
}
