import { describe, expect, it } from 'vitest';
import { planRequests } from '../../src/plan/plan-requests.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { planFor } from '../support/plan-for.ts';

const a = 'http://127.0.0.1:8080/a';
const b = 'http://127.0.0.1:8080/b';
const elsewhere = 'https://127.0.0.2:8443/c';

describe('several URLs', () => {
  it('are as many requests, in their order, with weights and names', () => {
    const { requests } = requestsFor({
      urls: [
        { url: a, weight: 3 },
        { url: b, name: 'basket' },
      ],
    });
    expect(requests.map(({ url, name, weight, spec }) => [url, name, weight, spec.path])).toEqual([
      [a, a, 3, '/a'],
      [b, 'basket', 1, '/b'],
    ]);
  });

  it('keep their patterns as they were written, beside the pieces to send', () => {
    const [{ url, spec, pattern }] = requestsFor({ urls: [{ url: 'http://h/x/{i:01..9}?q' }] }).requests;
    expect([url, spec.path]).toEqual(['http://h/x/{i:01..9}?q', '/x/{i:01..9}?q']);
    expect(pattern).toEqual([
      { kind: 'text', text: '/x/' },
      { kind: 'counter', from: 1, to: 9, digits: 2 },
      { kind: 'text', text: '?q' },
    ]);
  });

  it('have a target for each origin, in the order of their first URLs', () => {
    const plan = planFor({ urls: [{ url: a }, { url: elsewhere }, { url: b }] });
    const { targets } = plan;
    const { requests } = plan.work;
    expect(targets.map(({ origin, url, tls }) => [origin, url, tls?.verify ?? null])).toEqual([
      ['http://127.0.0.1:8080', a, null],
      ['https://127.0.0.2:8443', elsewhere, true],
    ]);
    expect(requests.map(({ target, spec }) => [target, spec.headers[0]])).toEqual([
      [0, ['Host', '127.0.0.1:8080']],
      [1, ['Host', '127.0.0.2:8443']],
      [0, ['Host', '127.0.0.1:8080']],
    ]);
  });

  it('take method, headers and body of the scenario, unless they have their own', () => {
    const { requests } = requestsFor({
      method: 'PUT',
      headers: [
        ['X-Common', '1'],
        ['X-Other', '2'],
      ],
      body: Buffer.from('abc'),
      urls: [
        { url: a },
        { url: b, method: 'DELETE' },
        { url: b, headers: [['x-common', 'own']], body: Buffer.from('longer') },
      ],
    });
    const standard = [
      ['Host', '127.0.0.1:8080'],
      ['User-Agent', 'inrush'],
      ['Accept', '*/*'],
    ];
    const common = [
      ['X-Common', '1'],
      ['X-Other', '2'],
      ['Content-Length', '3'],
    ];
    expect(requests.map(({ spec }) => [spec.method, spec.headers, spec.body?.length])).toEqual([
      ['PUT', [...standard, ...common], 3],
      ['DELETE', [...standard, ...common], 3],
      ['PUT', [...standard, ['X-Other', '2'], ['x-common', 'own'], ['Content-Length', '6']], 6],
    ]);
  });

  it('that differ only in the path share the rest, so that long lists are light', () => {
    const { requests } = requestsFor({ urls: [{ url: a }, { url: b }, { url: b, method: 'HEAD' }] });
    expect(requests[1]?.spec.headers).toBe(requests[0].spec.headers);
    expect(requests.map(({ spec }) => spec.method)).toEqual(['GET', 'GET', 'HEAD']);
  });

  it('that lack a scheme are told once', () => {
    expect(planRequests({ urls: [{ url: 'h/a' }, { url: 'h/b' }, { url: a }] }).notes).toEqual([
      'no scheme in "h/a" and in 1 more: http:// assumed',
    ]);
  });

  it('need a socket each for every origin', () => {
    const plan = planFor({ urls: [{ url: a }, { url: elsewhere }], connections: 10 });
    expect([plan.connections, plan.workers]).toEqual([10, 1]);
  });
});

describe('what is wrong with several URLs', () => {
  it.each<[string, Scenario, readonly string[]]>([
    ['none', { urls: [] }, ['there is no URL']],
    ['neither', {}, ['there is no URL']],
    ['both', { url: a, urls: [{ url: b }] }, ['url and urls both say what to send']],
    [
      'its place',
      {
        urls: [
          { url: 'ftp://h/', at: 'urls.txt:3' },
          { url: 'http://h/{x}' },
          { url: 'http://u@h/', at: 'l:1' },
        ],
      },
      [
        'urls.txt:3: "ftp://h/" has the scheme ftp://',
        '"http://h/{x}": {x} at column 10 is no pattern',
        'l:1: the URL holds a user name or password, which are not sent',
      ],
    ],
    [
      'their own options, once for what they share',
      {
        headers: [['bad name', '1']],
        urls: [
          { url: a, method: 'G T' },
          { url: b, headers: [['Content-Length', '7']], at: 'x.http:9' },
        ],
      },
      [
        '"bad name" is not a header name',
        '"G T" is not an HTTP method',
        'x.http:9: Content-Length: 7 does not fit a body of 0 bytes',
      ],
    ],
    [
      'several origins on one unix socket',
      { urls: [{ url: a }, { url: elsewhere }], unixPath: '/run/app.sock' },
      ['--unix is one server, and the URLs name 2 origins'],
    ],
    [
      'more origins than a connection can hold',
      { urls: Array.from({ length: 101 }, (_, index) => ({ url: `http://127.0.0.1:${index + 1}/` })) },
      ['the URLs name 101 origins, and each connection would hold a socket to every one'],
    ],
  ])('is said: %s', (_name, scenario, messages) => {
    expect(planRequests(scenario).problems.map(({ message }) => message)).toEqual(messages);
    expect(planRequests(scenario).requests).toBeNull();
  });

  it('doesn’t fill the screen', () => {
    const urls = Array.from({ length: 50 }, (_, index) => ({ url: 'http://h/{x}', at: `f:${index}` }));
    const { problems } = planRequests({ urls });
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toEqual({ message: 'and 30 more problems with URLs' });
  });
});

function requestsFor(scenario: Partial<Scenario>): ReturnType<typeof planFor>['work'] {
  return planFor(scenario).work;
}
