/** A decision to read some responses otherwise than llhttp does, in Node's client and in undici. */
export type Difference = {
  readonly why: string;
  /** The cases of the tables that it concerns. */
  readonly cases: readonly string[];
  /** The other client agrees. */
  readonly only?: 'node' | 'undici';
  /** Other versions of llhttp agree. */
  readonly inSomeVersions?: true;
  /** Whether it may concern a response. */
  readonly concerns: (text: string, isHead: boolean) => boolean;
};

export const differences: readonly Difference[] = [
  {
    why: 'llhttp checks the syntax of chunk extensions. They mean nothing to this client, which skips up to 16 KiB of them.',
    cases: ['an empty extension', 'white space in an extension', 'obs-text in an extension'],
    concerns: matches(/\n[\da-f]+;(?![a-z]+(?:=[a-z\d]+)?\r)/i),
  },
  {
    why: 'llhttp 9.3 allows no tabs behind a length or a connection option. RFC 9110, 5.6.3 does, and llhttp 9.4.',
    cases: [
      'white space around the length',
      'HTTP/1.1, Connection: \t close \t',
      'HTTP/1.1, Connection: foo \t,\t close \t, bar',
    ],
    inSomeVersions: true,
    concerns: matches(/^(?:content-length|connection):.*\t/im),
  },
  {
    why: 'llhttp allows no tabs behind a coding. RFC 9110, 5.6.3 does.',
    cases: ['white space around chunked'],
    concerns: matches(/^transfer-encoding:.*\t/im),
  },
  {
    why: 'For llhttp an empty element after chunked is another coding. RFC 9110, 5.6.1 has empty elements ignored.',
    cases: ['an empty element after chunked'],
    concerns: matches(/^transfer-encoding:(?:.*,)?[ \t]*\r/im),
  },
  {
    why: 'llhttp takes the end of the connection from an interim response too. The final response is still to come, and decides.',
    cases: ['a 199 with framing of its own', 'an interim HTTP/1.0'],
    concerns: matches(/^HTTP\/1\.(?:0 1\d\d|1 1\d\d[^]*close)/im),
  },
  {
    why: 'llhttp takes trailers for header fields. RFC 9110, 6.5.1 forbids to frame or to route by them.',
    cases: ['a Content-Length among the trailers'],
    concerns: matches(/\n0+(?:;.*)?\r\n(?:.+\r\n)*(?:content-length|connection|transfer-encoding):/i),
  },
  {
    why: 'llhttp takes Proxy-Connection for Connection. RFC 9112, C.2.2 knows it as a mistake.',
    cases: ['HTTP/1.1, Proxy-Connection: close'],
    concerns: matches(/^proxy-connection:/im),
  },
  {
    why: 'In HTTP/1.0 keep-alive wins over close in llhttp. RFC 9112, 9.3 says the contrary.',
    cases: ['HTTP/1.0, Connection: keep-alive, close', 'HTTP/1.0, Connection: close, keep-alive'],
    concerns: matches(/^HTTP\/1\.0[^]*close/im),
  },
  {
    why: 'llhttp trusts a chunked HTTP/1.0 message. RFC 9112, 6.1 has the connection closed after it.',
    cases: ['HTTP/1.0, keep-alive, chunked'],
    concerns: matches(/^HTTP\/1\.0[^]*^transfer-encoding:/im),
  },
  {
    why: 'Node asks whether the connection lives on before it tells llhttp that the answer to HEAD has no body.',
    cases: ['no framing after HEAD'],
    concerns: (text, isHead) =>
      isHead && (!/^content-length:/im.test(text) || /^HTTP\/1\.[01] 1/m.test(text)),
  },
  {
    why: 'llhttp counts up to 2^64. A number here is exact up to 2^53, which is 9 petabytes.',
    cases: ['a length of 2^53', 'a chunk size of 14 digits'],
    concerns: matches(/^content-length:\s*\d{16}|\n[\da-f]{14}/im),
  },
  {
    why: 'llhttp 9.4 rejects an empty Transfer-Encoding, and 9.3 takes it for another coding, as an empty list is here.',
    cases: ['an empty Transfer-Encoding'],
    inSomeVersions: true,
    concerns: matches(/^transfer-encoding:\s*$/im),
  },
  {
    why: 'llhttp reads HTTP/0.9 and HTTP/2.0 in the same syntax. No server sends them so.',
    cases: ['HTTP/0.9'],
    concerns: matches(/^HTTP\/(?:0\.9|2\.0)/m),
  },
  {
    why: 'llhttp takes two CR for the end of a status line. RFC 9112, 2.2 ends lines with CRLF.',
    inSomeVersions: true,
    cases: ['two CR for the end of the status line'],
    concerns: matches(/^HTTP\/1\.[01] \d{3}.*\r\r/m),
  },
  {
    only: 'node',
    why: 'For Node a 101 that names no protocol is a final response. Nobody knows how to read what follows it.',
    cases: ['a 101 that names no protocol'],
    concerns: matches(/^HTTP\/1\.[01] 101/m),
  },
  {
    only: 'node',
    why: 'Node takes a status below 100. RFC 9110, 15 has none.',
    cases: ['a status below 100'],
    concerns: matches(/^HTTP\/1\.[01] 0/m),
  },
  {
    why: 'llhttp counts neither lines nor interim responses, and bytes in another way. Endless heads have to end somewhere.',
    cases: ['101 header lines', '101 interim responses'],
    concerns: (text) =>
      text.length > 15_000 ||
      /(?:.+\r\n){101}/.test(text) ||
      (text.match(/^HTTP\/1.1 1/gm)?.length ?? 0) > 100,
  },
  {
    only: 'undici',
    why: 'The llhttp in undici lets a DEL pass in a quoted chunk extension. RFC 9110, 5.6.4 does not.',
    cases: ['a DEL in an extension'],
    concerns: matches(/\n[\da-f]+;.*\x7f/i),
  },
  {
    only: 'undici',
    why: 'undici expects the body that the length of a 204 or a 304 promises. RFC 9112, 6.3 has none after them.',
    cases: ['a 204 with a length', 'a 304 with a length'],
    concerns: matches(/^HTTP\/1\.[01] (?:204|304)[^]*^content-length:/im),
  },
  {
    only: 'undici',
    why: 'undici takes a 100 for an error, since it never asks for one. RFC 9110, 15.2 has a client bear it unasked.',
    cases: ['a 100', 'a 100 and a 103', 'an interim response'],
    concerns: matches(/^HTTP\/1\.[01] 100/m),
  },
];

function matches(pattern: RegExp): Difference['concerns'] {
  return (text) => pattern.test(text);
}
