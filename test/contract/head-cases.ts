import { describe, expect } from 'vitest';
import { raw, respond, type Answer } from '../support/scripted-server.ts';
import type { Bench } from './bench.ts';
import { get, request, type End } from './client.ts';
import { means, ok } from './responses.ts';

const cookies = ['Set-Cookie: a=1; Path=/', 'SET-COOKIE: b=2'];
const noTraits = { hasSetCookie: false, hasContentEncoding: false };
const body = 'hello';

/** What a sink gets of the heads of responses. */
export function headCases(bench: Bench): void {
  describe('handing on heads', () => {
    bench.check('gives the status and all header lines in order to who wants them', async () => {
      const client = await bench.start([
        whole('HTTP/1.1 200 Fine indeed', ['X: 1', 'x:  2\t', 'Y:', ...cookies]),
      ]);
      const end = await client.request(get);
      expect(end.traits).toEqual({ ...noTraits, hasSetCookie: true });
      expect(headOf(end)).toEqual({
        status: 200,
        lines: ['content-length: 5', 'x: 1', 'x: 2', 'y: ', 'set-cookie: a=1; Path=/', 'set-cookie: b=2'],
      });
    });

    bench.check('gives the head of every response, the same or another', async () => {
      const client = await bench.start(
        ['a', 'b', 'b', 'b', 'c'].map((x) => whole('HTTP/1.1 200 OK', [`X: ${x}`])),
      );
      const seen: unknown[] = [];
      for (let sent = 0; sent < 6; sent++) seen.push(headOf(await client.request(get)).lines[1]);
      expect(seen).toEqual(['x: a', 'x: b', 'x: b', 'x: b', 'x: c', 'x: c']);
      for (const { traits } of client.ended) expect(traits).toEqual(noTraits);
    });

    bench.check('gives a head that two reads have split at any byte', async () => {
      const text = ok(body).replace('\r\n\r\n', '\r\nX: 1\r\n\r\n');
      const headLength = text.indexOf('\r\n\r\n') + 4;
      const answers = Array.from({ length: headLength }, (_, cut) => ({
        ...means(raw(''), body),
        pieces: [text.slice(0, cut + 1), text.slice(cut + 1)],
        gapMs: 2,
      }));
      const client = await bench.start(answers);
      for (let sent = 0; sent < headLength; sent++) {
        const end = await client.request(get);
        expect([sent, end.body, headOf(end)]).toEqual([
          sent,
          body,
          { status: 200, lines: ['content-length: 5', 'x: 1'] },
        ]);
      }
    });

    bench.check('gives nothing of interim responses', async () => {
      const text = `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nSet-Cookie: early=1\r\n\r\n${ok(body)}`;
      const client = await bench.start([means(raw(text), body)]);
      expect(headOf(await client.request(get)).lines).toEqual(['content-length: 5']);
      client.wantsHead = 'with-cookies';
      expect((await client.request(get)).heads).toEqual([]);
    });

    bench.check('gives the head of a response without a body', async () => {
      const head = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n';
      const client = await bench.start([means(raw(head), '')]);
      expect(headOf(await client.request(request('HEAD'))).lines).toEqual(['content-length: 5']);
    });

    bench.check('gives each of the heads that come together', async () => {
      const answers = ['a', 'b', 'c'].map((x) => whole('HTTP/1.1 200 OK', [`X: ${x}`]));
      const client = await bench.start(answers, { pipelining: 3 });
      client.sendMany(get, 3);
      await client.whenEnded(3);
      expect(client.ended.map((end) => headOf(end).lines[1])).toEqual(['x: a', 'x: b', 'x: c']);
    });

    bench.check('tells who wants cookies only of heads that hold some', async () => {
      const answers = [
        whole('HTTP/1.1 200 OK', ['Cookie: a', 'Set-Cookies: b', 'Set-Cooki: c', 'X-Set-Cookie: d', 'S: e']),
        whole('HTTP/1.1 200 OK', cookies),
        whole('HTTP/1.1 200 OK', cookies),
        respond(body),
      ];
      const client = await bench.start(answers);
      client.wantsHead = 'with-cookies';
      const counts: number[] = [];
      for (let sent = 0; sent < 5; sent++) counts.push((await client.request(get)).heads.length);
      expect(counts).toEqual([0, 1, 1, 0, 0]);
      expect(client.ended[2]).toMatchObject({
        traits: { ...noTraits, hasSetCookie: true },
        heads: [expect.stringContaining('a=1')],
      });
    });

    bench.check('says what is in a head, and nothing that only looks like it', async () => {
      const like = ['Content-Encodin: a', 'Content-Encodings: b', 'Content-Lencoding: c', 'Set-Cookie2: d'];
      const answers = [
        [...like, 'Content-Encoding: x'],
        [...like, 'CONTENT-encoding:'],
        ['Set-Cookie: a=1', ...like],
        like,
      ].map((lines) => whole('HTTP/1.1 200 OK', lines));
      const client = await bench.start(answers);
      for (let sent = 0; sent < answers.length; sent++) await client.request(get);
      const encoded = { ...noTraits, hasContentEncoding: true };
      const setting = { ...noTraits, hasSetCookie: true };
      expect(client.ended.map(({ traits }) => traits)).toEqual([encoded, encoded, setting, noTraits]);
    });

    bench.check('gives nothing to who wants nothing', async () => {
      const client = await bench.start([whole('HTTP/1.1 200 OK', cookies)]);
      client.wantsHead = 'never';
      const { heads, body: received } = await client.request(get);
      expect([heads, received]).toEqual([[], body]);
    });
  });
}

function whole(statusLine: string, lines: readonly string[]): Answer {
  return means(raw([statusLine, 'Content-Length: 5', ...lines, '', body].join('\r\n')), body);
}

/** Of the only one; names in lower case, values without the white space around them, which mean nothing. */
function headOf({ heads }: End): { readonly status: number; readonly lines: readonly string[] } {
  expect(heads).toHaveLength(1);
  const [statusLine = '', ...lines] = (heads[0] ?? '').split('\r\n');
  expect(lines.splice(-2)).toEqual(['', '']);
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return `${line.slice(0, colon).toLowerCase()}: ${line.slice(colon + 1).trim()}`;
  });
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]), lines: fields };
}
