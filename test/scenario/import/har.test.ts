import { describe, expect, it } from 'vitest';
import { importScenario } from '../../../src/scenario/import/import-scenario.ts';
import { headerOf, planYaml, requestsOf, textOf } from '../../support/planned-yaml.ts';

type Entry = {
  readonly url?: string;
  readonly method?: string;
  readonly startMs?: number;
  readonly tookMs?: number;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  readonly postData?: unknown;
  readonly status?: number;
  readonly mimeType?: string;
  readonly setCookies?: readonly string[];
  readonly more?: object;
};

function har(...entries: readonly Entry[]): string {
  return JSON.stringify({
    log: {
      entries: entries.map(
        ({ url = '/', method = 'GET', startMs = 0, tookMs = 10, status = 200, ...rest }) => ({
          startedDateTime: new Date(Date.UTC(2026, 0, 1) + startMs).toISOString(),
          time: tookMs,
          request: {
            method,
            url: url.startsWith('/') ? `http://127.0.0.1:8080${url}` : url,
            headers: rest.headers ?? [],
            ...(rest.postData === undefined ? {} : { postData: rest.postData }),
          },
          response: {
            status,
            cookies: (rest.setCookies ?? []).map((name) => ({ name, value: 'v' })),
            content: { mimeType: rest.mimeType ?? 'application/json' },
          },
          ...rest.more,
        }),
      ),
    },
  });
}

async function imported(
  text: string,
  everything = false,
): Promise<{ yaml: string; notes: readonly string[] }> {
  const answer = await importScenario('har', text, { name: 'shop.har', everything });
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return answer;
}

describe('a recording', () => {
  const recording = har(
    { url: '/', mimeType: 'text/html' },
    { url: '/app.js', mimeType: 'text/javascript', startMs: 20 },
    { url: '/logo.svg?v=1', mimeType: '', startMs: 30 },
    { url: '/data.json', mimeType: 'application/json', startMs: 40 },
    { url: 'https://ads.test/track', startMs: 50 },
    { url: 'data:text/plain,x', startMs: 60 },
    { url: '/live', startMs: 70, more: { _resourceType: 'websocket' } },
    { url: '/dav', method: 'PROPFIND', startMs: 80 },
  );

  it('is imported without what a browser adds', async () => {
    const { yaml, notes } = await imported(recording);
    expect((await requestsOf(yaml)).map(({ url }) => url)).toEqual([
      'http://127.0.0.1:8080/',
      'http://127.0.0.1:8080/data.json',
    ]);
    expect(notes).toEqual([
      'static files were left out: --all keeps them (2 times, first shop.har: entry 2)',
      'requests to other hosts than http://127.0.0.1:8080 were left out: --all keeps them (shop.har: entry 5)',
      'what is no http or https was left out (shop.har: entry 6)',
      'WebSockets were left out (shop.har: entry 7)',
      'requests with PROPFIND were left out: not known here (shop.har: entry 8)',
    ]);
  });

  it('is imported with it when everything is asked for', async () => {
    const { yaml } = await imported(recording, true);
    expect((await requestsOf(yaml)).map(({ name }) => name)).toEqual([
      'root',
      'app-js',
      'logo-svg',
      'data-json',
      'track',
    ]);
  });

  it('keeps the pauses in which nothing was sent, within bounds', async () => {
    const { yaml, notes } = await imported(
      har(
        { url: '/a', startMs: 0, tookMs: 100 },
        { url: '/late', startMs: 50, tookMs: 500 },
        { url: '/b', startMs: 600 },
        { url: '/c', startMs: 1900 },
        { url: '/d', startMs: 100_000 },
      ),
    );
    const planned = await planYaml(yaml);
    const steps = 'lanes' in planned ? planned.lanes[0].flows[0].steps : [];
    expect(steps.map((step) => (step.kind === 'think' ? step.minMs : step.kind))).toEqual([
      'request',
      'request',
      'request',
      1300,
      'request',
      10_000,
      'request',
    ]);
    expect(notes).toEqual(['pauses of more than 10 s were shortened to that (shop.har: entry 5)']);
  });

  it('is sent in the order of its times', async () => {
    const { yaml } = await imported(har({ url: '/b', startMs: 10 }, { url: '/a', startMs: 0 }));
    expect((await requestsOf(yaml)).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('expects what was answered then', async () => {
    const { yaml } = await imported(
      har(
        { url: '/a', status: 201 },
        { url: '/b', status: 404 },
        { url: '/c', status: 304 },
        { url: '/d', status: 0 },
      ),
    );
    const [a, b, c, d] = await requestsOf(yaml);
    expect(a?.checks.map(({ label }) => label)).toEqual(['status is 201']);
    expect(b?.expected).toEqual([[404, 404]]);
    expect([c?.checks, c?.expected, d?.checks, d?.expected]).toEqual([[], null, [], null]);
  });

  it('leaves out headers of the browser, and cookies that the target sets', async () => {
    const header = (name: string, value: string): { name: string; value: string } => ({ name, value });
    const { yaml } = await imported(
      har(
        { url: '/a', setCookies: ['sid'], headers: [header('Cookie', 'consent=1')] },
        {
          url: '/b',
          headers: [
            header(':authority', 'x'),
            header('Cookie', 'consent=1; sid=9'),
            header('If-None-Match', '"1"'),
            header('Sec-Fetch-Mode', 'cors'),
            header('Host', 'x.test'),
            header('accept-encoding', 'gzip, zstd'),
            header('x-a', '{{1}}'),
            header('x-bad', 'a\nb'),
            header('__proto__', 'x'),
          ],
        },
      ),
    );
    const [a, b] = await requestsOf(yaml, { COOKIE: 'C' });
    expect([headerOf(a, 'cookie'), headerOf(b, 'cookie')]).toEqual(['C', 'C']);
    expect(b?.headers.map(([name]) => name.toLowerCase()).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'cookie',
      'host',
      'user-agent',
      'x-a',
    ]);
    expect([headerOf(b, 'accept-encoding'), headerOf(b, 'x-a'), headerOf(b, 'host')]).toEqual([
      'gzip',
      '{{1}}',
      '127.0.0.1:8080',
    ]);
  });
});

describe('a body', () => {
  const post = async (postData: unknown, env = {}): Promise<string | null> => {
    const { yaml } = await imported(har({ method: 'POST', postData }));
    return textOf((await requestsOf(yaml, env))[0]?.body ?? null);
  };

  it.each([
    ['application/json', '{"a":"{{b}}","n":1}', '{"a":"{{b}}","n":1}'],
    ['application/json', '{"a":12345678901234567890}', '{"a":12345678901234567890}'],
    ['application/json', '{"__proto__":{"a":1}}', '{"__proto__":{"a":1}}'],
    ['application/json', `${'['.repeat(60)}${']'.repeat(60)}`, `${'['.repeat(60)}${']'.repeat(60)}`],
    ['application/x-www-form-urlencoded', 'a=1&b=x+y', 'a=1&b=x+y'],
    ['application/x-www-form-urlencoded', 'a=1&a=2', 'a=1&a=2'],
    ['text/plain', 'a ${b} {{c}} \\{{d}}\n', 'a ${b} {{c}} \\{{d}}\n'],
  ])('of %s is sent as it was: %s', async (mimeType, text, sent) => {
    expect(await post({ mimeType, text })).toBe(sent);
  });

  it('has its secrets taken out', async () => {
    const text = '{"user":"ada","pin":{"password":"hunter2"},"apiKey":12345}';
    const sent = await post({ mimeType: 'application/json', text }, { PASSWORD: '42', API_KEY: 'k' });
    expect(sent).toBe('{"user":"ada","pin":{"password":"42"},"apiKey":"k"}');
  });

  it('of a form in parts says what is missing', async () => {
    const params = [
      { name: 'a', value: '1' },
      { name: 'f', fileName: 'x.png' },
    ];
    const { yaml, notes } = await imported(
      har({ method: 'POST', postData: { mimeType: 'multipart/form-data; boundary=x', params } }),
    );
    expect(textOf((await requestsOf(yaml))[0]?.body ?? null)).toContain('x.png');
    expect(notes.join()).toContain("the file x.png that was sent isn't in the recording");
  });
});

it.each([
  ['nonsense', 'shop.har is not JSON'],
  ['{"log":{"entries":[]}}', 'shop.har holds no entries of a HAR'],
  ['[]', 'shop.har holds no entries of a HAR'],
  ['{"log":{"entries":[null,1,{"request":{}}]}}', 'shop.har holds no request that can be imported'],
  ['{"__proto__":{"log":{"entries":[{}]}}}', 'shop.har holds no entries of a HAR'],
  ['['.repeat(200_000), 'shop.har is not JSON'],
])('what is no recording is refused: %.60s', async (text, message) => {
  const answer = await importScenario('har', text, { name: 'shop.har', everything: false });
  expect(answer.ok ? [] : answer.problems.map((problem) => problem.message)).toEqual([message]);
});

it('a recording that is too long for a file is cut, and says so', async () => {
  const text = 'x'.repeat(10_000);
  const entries = Array.from({ length: 150 }, (_, index) => ({
    url: `/${index}`,
    method: 'POST',
    postData: { mimeType: 'text/plain', text },
  }));
  const { yaml, notes } = await imported(har(...entries));
  expect(Buffer.byteLength(yaml)).toBeLessThanOrEqual(1024 * 1024);
  expect(notes).toEqual([expect.stringMatching(/^only the first \d+ of 150 steps are here/)]);
  expect((await requestsOf(yaml)).length).toBeGreaterThan(80);
});
