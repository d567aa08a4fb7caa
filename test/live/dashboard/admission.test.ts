import { describe, expect, it } from 'vitest';
import { admit, type Asked } from '../../../src/live/dashboard/admission.ts';

const token = 'Zm9vYmFyYmF6cXV4';

function asked(over: Partial<Asked> = {}): Asked {
  return {
    method: 'GET',
    target: `/${token}/`,
    host: '127.0.0.1:4321',
    origin: undefined,
    fetchSite: undefined,
    fetchMode: undefined,
    fetchDest: undefined,
    ...over,
  };
}

const visitFromElsewhere = { fetchSite: 'cross-site', fetchMode: 'navigate', fetchDest: 'document' } as const;

describe('who knows the token is let in', () => {
  it.each<[string, Partial<Asked>, string]>([
    ['to the page', {}, ''],
    ['to places beside it', { target: `/${token}/events` }, 'events'],
    ['by the name localhost', { host: 'localhost:4321' }, ''],
    ['by the name in capitals', { host: 'LocalHost:4321' }, ''],
    ['by IPv6', { host: '[::1]:4321' }, ''],
    ['through a tunnel with a port of its own', { host: '127.0.0.1:9999' }, ''],
    ['without a port', { host: 'localhost' }, ''],
    ['from the page itself', { origin: 'http://127.0.0.1:4321', fetchSite: 'same-origin' }, ''],
    ['from the page, which sends no referrer', { origin: 'null', fetchSite: 'same-origin' }, ''],
    ['who typed the address', { fetchSite: 'none', fetchMode: 'navigate', fetchDest: 'document' }, ''],
    ['who follows a link to it', visitFromElsewhere, ''],
  ])('%s', (_case, over, place) => {
    expect(admit(asked(over), token)).toMatchObject({ kind: 'admitted', place });
  });

  it('with the query', () => {
    const admission = admit(asked({ target: `/${token}/report?name=a%2Fb.json&name=c` }), token);
    expect(admission.kind === 'admitted' && admission.query.getAll('name')).toEqual(['a/b.json', 'c']);
  });

  it('and sent on where the last slash is missing', () => {
    expect(admit(asked({ target: `/${token}` }), token)).toEqual({ kind: 'moved', to: `/${token}/` });
  });
});

describe('others are refused', () => {
  it.each<[string, Partial<Asked>, 403 | 404]>([
    ['without a host', { host: undefined }, 403],
    ['under a name that was bound to this machine', { host: 'attacker.example:4321' }, 403],
    ['under a name that begins like ours', { host: 'localhost.attacker.example:4321' }, 403],
    ['under a name that ends like ours', { host: 'attacker.example.localhost' }, 403],
    ['under an address that begins like ours', { host: '127.0.0.1.nip.io:4321' }, 403],
    ['with two hosts', { host: '127.0.0.1:4321, attacker.example' }, 403],
    ['with a name and a password', { host: 'user@127.0.0.1:4321' }, 403],
    ['from another site', { origin: 'http://attacker.example' }, 403],
    ['from another port of this machine', { origin: 'http://127.0.0.1:3000' }, 403],
    ['from another scheme', { origin: 'https://127.0.0.1:4321' }, 403],
    ['from a page without a site', { origin: 'null' }, 403],
    ['from a page without a site, says the browser', { origin: 'null', fetchSite: 'cross-site' }, 403],
    ['from another site, says the browser', { fetchSite: 'cross-site' }, 403],
    ['from a server beside it, says the browser', { fetchSite: 'same-site' }, 403],
    ['from a frame in another site', { ...visitFromElsewhere, fetchDest: 'iframe' }, 403],
    ['from a form in another site', { ...visitFromElsewhere, method: 'POST' }, 403],
    [
      'from an image in another site',
      { fetchSite: 'cross-site', fetchMode: 'no-cors', fetchDest: 'image' },
      403,
    ],
    ['without a token', { target: '/' }, 404],
    ['with another token', { target: '/Zm9vYmFyYmF6cXV5/' }, 404],
    ['with the beginning of the token', { target: `/${token.slice(0, -1)}/` }, 404],
    ['with more than the token', { target: `/${token}x/` }, 404],
    ['with the token in the wrong place', { target: `/x/${token}/` }, 404],
    ['with the token in a query', { target: `/?${token}/` }, 404],
    ['with a whole URL', { target: `http://127.0.0.1:4321/${token}/` }, 404],
    ['with an asterisk', { target: '*' }, 404],
    ['with nothing', { target: '' }, 404],
  ])('%s', (_case, over, status) => {
    expect(admit(asked(over), token)).toMatchObject({ kind: 'refused', status });
  });
});
