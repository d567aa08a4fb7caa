import { describe, expect, it } from 'vitest';
import { importScenario } from '../../../src/scenario/import/import-scenario.ts';
import { headerOf, requestsOf, textOf } from '../../support/planned-yaml.ts';

async function imported(text: string): Promise<{ yaml: string; notes: readonly string[] }> {
  const answer = await importScenario('curl', text, { name: 'commands.sh', everything: false });
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return answer;
}

async function refused(text: string): Promise<readonly string[]> {
  const answer = await importScenario('curl', text, { name: 'commands.sh', everything: false });
  return answer.ok ? [] : answer.problems.map(({ message }) => message);
}

/** Method, URL, headers that the command gave, and body of its only request. */
async function sentBy(text: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { yaml } = await imported(text);
  const [request] = await requestsOf(yaml, env, { 'a.png': 'PNG' });
  const given = request?.headers.filter(([name]) => !/^(?:Host|User-Agent|Accept)$/.test(name)) ?? [];
  return [
    `${request?.method} ${textOf(request?.path ?? null)}`,
    ...given.map(([name, value]) => `${name.toLowerCase()}: ${textOf(value)}`),
    ...(request?.body === null ? [] : [textOf(request?.body ?? null)]),
  ];
}

const url = 'http://127.0.0.1:8080';

describe('a command', () => {
  it.each<[string, readonly string[]]>([
    [`curl ${url}`, ['GET /']],
    [`curl 127.0.0.1:8080/a?b=1#c`, ['GET /a?b=1']],
    [`$ curl -sSLX DELETE '${url}/x y'`, ['DELETE /x%20y']],
    [`curl -I ${url}/a`, ['HEAD /a']],
    [`curl -G ${url}/a -d b=1 --data-urlencode 'c=d e'`, ['GET /a?b=1&c=d%20e']],
    [`curl ${url}/a -H 'X-A: 1' -H 'X-B;' -H 'X-C:'`, ['GET /a', 'x-a: 1', 'x-b: ']],
    [
      `curl ${url} -d a=1 -d 'b=x y'`,
      ['POST /', 'content-type: application/x-www-form-urlencoded', 'a=1&b=x y'],
    ],
    [
      `curl ${url} -d 'a=1&b=%C3%A9'`,
      ['POST /', 'content-type: application/x-www-form-urlencoded', 'a=1&b=%C3%A9'],
    ],
    [
      `curl ${url} --json '{"a": [1, "{{b}} \${C}"]}'`,
      ['POST /', 'accept: application/json', 'content-type: application/json', '{"a":[1,"{{b}} ${C}"]}'],
    ],
    [`curl ${url} -d '{"a":1}'`, ['POST /', 'content-type: application/x-www-form-urlencoded', '{"a":1}']],
    [
      `curl ${url} -H 'content-type: text/plain' --data-raw $'it\\'s\\n\\u00e9'`,
      ['POST /', 'content-type: text/plain', "it's\né"],
    ],
    [`curl -T a.png ${url}/a.png`, ['PUT /a.png', 'content-type: application/octet-stream', 'PNG']],
    [
      `curl ${url} -A me -e http://x.test/ -r 0-9`,
      ['GET /', 'user-agent: me', 'referer: http://x.test/', 'range: bytes=0-9'],
    ],
    [`curl "${url}/\${ID:-7}"`, ['GET /7']],
    [`curl ${url}/a \\\n  -H 'x-a: 1' # why`, ['GET /a', 'x-a: 1']],
  ])('%s', async (command, sent) => {
    expect(await sentBy(command)).toEqual(sent);
  });
});

describe('secrets of a command', () => {
  it('become variables, the same value the same one', async () => {
    const { yaml } = await imported(
      [
        `curl ${url}/a?api_key=k1 -H 'Authorization: Bearer t1' -b sid=c1`,
        `curl -u ada:p1 ${url}/b -H 'Content-Type: application/json' -d '{"password":"p2","clientSecret":"s1"}'`,
        `curl ${url}/c -H 'authorization: Bearer t1' -d token=t2`,
        `curl ${url}/d -H 'content-type: text/x' -d '{"password": "p3"'`,
      ].join('\n'),
    );
    for (const secret of ['k1', 't1', 'c1', 'p1', 'p2', 's1', 't2', 'p3']) expect(yaml).not.toContain(secret);
    const env = {
      API_KEY: 'K',
      TOKEN: 'T',
      COOKIE: 'C',
      PASSWORD: 'P',
      PASSWORD_2: 'Q',
      CLIENT_SECRET: 'S',
      TOKEN_2: 'U',
      PASSWORD_3: 'R',
    };
    const [a, b, c, d] = await requestsOf(yaml, env);
    expect(textOf(a?.path ?? null)).toBe('/a?api_key=K');
    expect([headerOf(a, 'authorization'), headerOf(c, 'authorization')]).toEqual(['Bearer T', 'Bearer T']);
    expect(headerOf(a, 'cookie')).toBe('C');
    expect(headerOf(b, 'authorization')).toBe(`Basic ${Buffer.from('ada:P').toString('base64')}`);
    expect([b, c, d].map((request) => textOf(request?.body ?? null))).toEqual([
      '{"password":"Q","clientSecret":"S"}',
      'token=U',
      '{"password": "R"',
    ]);
    expect(yaml).toContain('secrets:');
  });
});

describe('commands', () => {
  it('are requests with names of their own, others are noted', async () => {
    const { yaml, notes } = await imported(
      `cd /tmp && curl ${url}/orders/1 | jq . ; curl ${url}/orders/1 --next -XPOST ${url}/orders\n`,
    );
    const requests = await requestsOf(yaml);
    expect(requests.map(({ name, method }) => [name, method])).toEqual([
      ['orders-1', 'GET'],
      ['orders-1-2', 'GET'],
      ['post-orders', 'POST'],
    ]);
    expect(notes).toEqual(['commands other than curl were left out (2 times, first commands.sh:1)']);
  });

  it('share the headers that they all have', async () => {
    const { yaml } = await imported(`curl ${url}/a -H 'x-a: 1' -H 'x-b: 2'\ncurl ${url}/b -H 'X-A: 1'`);
    expect(yaml).toContain('headers:\n  x-a: "1"\n\nsteps:');
  });

  it('to other hosts keep them, and certificates are for all', async () => {
    const { yaml } = await imported(`curl -k https://a.test/x\ncurl https://b.test:8443/y`);
    const requests = await requestsOf(yaml, { BASE_URL: 'https://127.0.0.1:9' });
    expect(requests.map(({ url: shown }) => shown)).toEqual([
      'https://127.0.0.1:9/x',
      'https://b.test:8443/y',
    ]);
    expect(yaml).toContain('verify: false');
  });

  it.each([
    ['', 'commands.sh holds no curl command for HTTP'],
    ['wget http://127.0.0.1/', 'commands.sh holds no curl command for HTTP'],
    ['curl ftp://a.test/ gopher://b.test/', 'commands.sh holds no curl command for HTTP'],
    ["curl 'http://127.0.0.1/", "commands.sh:1: a ' is never closed"],
    [
      `curl ${url} -d "$(cat /etc/passwd)"`,
      'commands.sh:1: the output of another command is asked for: nothing is run here; put the text itself there',
    ],
    [
      'curl ^"http://127.0.0.1/^" ^\n -H ^"a: b^"',
      'commands.sh is written for the command prompt of Windows',
    ],
  ])('that say nothing that can be sent are refused: %s', async (text, message) => {
    expect(await refused(text)).toContain(message);
  });

  it('say what of them is left out', async () => {
    const { notes } = await imported(
      `curl -x proxy:3128 --resolve a:1:b ${url} -F 'f=@/tmp/a.png' -K conf -H @file ftp://x.test/`,
    );
    expect(notes).toEqual([
      'the proxy was left out (commands.sh:1)',
      'connect where the name leads: --resolve was left out (commands.sh:1)',
      'the file of --config was not read (commands.sh:1)',
      'the headers of the file file were not read (commands.sh:1)',
      'ftp://x.test/ was left out: only http and https are known here (commands.sh:1)',
      'put the file a.png beside the scenario (commands.sh:1)',
    ]);
  });
});

it('a command that says twice who asks, and headers that can not be sent, still gives a scenario', async () => {
  const { yaml, notes } = await imported(
    `curl -u a:b -H 'Authorization: Bearer c' -H 'x-a: ☃' ${url}/a -d '{"constructor":{}}' -H 'content-type: application/json'`,
  );
  const [request] = await requestsOf(yaml, { PASSWORD: 'p' });
  expect(headerOf(request, 'authorization')).toMatch(/^Basic /);
  expect(textOf(request?.body ?? null)).toBe('{"constructor":{}}');
  expect(notes).toEqual(["a header that HTTP/1.1 can't send was left out (commands.sh:1)"]);
});

it('a command without end is left out, and equal names stay apart', async () => {
  const { yaml, notes } = await imported(
    `curl ${url}/a-2\ncurl ${url}/a\ncurl ${url}/a\ncurl ${url}/a\ncurl ${"-H 'a: b' ".repeat(5000)} ${url}/b`,
  );
  expect((await requestsOf(yaml)).map(({ name }) => name)).toEqual(['a-2', 'a', 'a-3', 'a-4']);
  expect(notes).toEqual(['a command of more than 5000 words was left out (commands.sh:5)']);
});
