import { chunked, head, ok, type BrokenCase } from './response-cases.ts';

type Row = readonly [what: string, text: string, rest: string];

const statusLine = 'HTTP/1.1 200 OK\r\n';
const end = '\r\n\r\n';
const chunkEnd = '\r\n0\r\n\r\n';

function broken(error: string, ...rows: readonly Row[]): BrokenCase[] {
  return rows.map(([what, text, rest]) => ({ what, text, rest, error }));
}

/** A last chunk and the beginning of its trailers. */
function trailers(text: string): string {
  return chunked(`0\r\n${text}`);
}

const statusLineCases: readonly BrokenCase[] = [
  ...broken(
    'not an HTTP/1 response',
    ['another protocol', 'S', 'SH-2.0-OpenSSH_9.6\r\n'],
    ['a lower-case protocol', 'h', 'ttp/1.1 200 OK\r\n\r\n'],
    ['a space before the protocol', ' ', ok([])],
    ['an empty line with a space', '\r\n ', `\r\n${ok([])}`],
    ['a NUL', '\0', ok([])],
    ['HTTP/2', 'HTTP/2', ' 200 OK\r\n\r\n'],
    ['HTTP/0.9', 'HTTP/0', '.9 200 OK\r\n\r\n'],
    ['a protocol without version', 'HTTP ', '200 OK\r\n\r\n'],
    ['another protocol that begins like HTTP', 'HTTPS', '/1.1 200 OK\r\n\r\n'],
    ['an empty line inside the protocol', 'HTTP/\r', '\n1.1 200 OK\r\n\r\n'],
  ),
  ...broken(
    'not HTTP/1.0 or HTTP/1.1',
    ['HTTP/1.2', 'HTTP/1.2', ' 200 OK\r\n\r\n'],
    ['HTTP/1.', 'HTTP/1. ', '200 OK\r\n\r\n'],
  ),
  ...broken(
    'no space after the HTTP version',
    ['HTTP/1.10', 'HTTP/1.10', ' 200 OK\r\n\r\n'],
    ['a tab after the version', 'HTTP/1.1\t', '200 OK\r\n\r\n'],
    ['a status line that ends with the version', 'HTTP/1.1\r', '\n\r\n'],
  ),
  ...broken(
    'the status code is not a number from 100 to 999',
    ['two spaces before the status', 'HTTP/1.1  ', '200 OK\r\n\r\n'],
    ['no status', 'HTTP/1.1 \r', '\n\r\n'],
    ['a status of letters', 'HTTP/1.1 O', 'K\r\n\r\n'],
    ['a letter in the status', 'HTTP/1.1 2x', '0 OK\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 ', 'OK\r\n\r\n'],
    ['a status of two digits at the end of the line', 'HTTP/1.1 20\r', '\n\r\n'],
    ['a status below 100', 'HTTP/1.1 099', ' OK\r\n\r\n'],
    ['a negative status', 'HTTP/1.1 -', '20 OK\r\n\r\n'],
  ),
  ...broken(
    'the status code is not followed by a space',
    ['a status of four digits', 'HTTP/1.1 2000', ' OK\r\n\r\n'],
    ['a reason phrase without space', 'HTTP/1.1 200O', 'K\r\n\r\n'],
    ['a tab after the status', 'HTTP/1.1 200\t', 'OK\r\n\r\n'],
    ['a bare LF after the status', 'HTTP/1.1 200\n', '\r\n'],
  ),
  ...broken(
    'the status line ends without CRLF',
    ['a bare LF after the reason phrase', 'HTTP/1.1 200 OK\n', 'Content-Length: 0\n\n'],
    ['a bare LF after an empty reason phrase', 'HTTP/1.1 200 \n', '\r\n'],
    ['a CR without LF after the reason phrase', 'HTTP/1.1 200 OK\rC', `ontent-Length: 0${end}`],
    ['a CR without LF after the status', 'HTTP/1.1 200\rC', `ontent-Length: 0${end}`],
    ['two CR after the reason phrase', 'HTTP/1.1 200 OK\r\r', '\n\r\n'],
    ['two CR for the end of the status line', 'HTTP/1.1 200 OK\r\r', `Content-Length: 0${end}`],
  ),
];

const headerLineCases: readonly BrokenCase[] = [
  ...broken(
    'a header line ends with a bare LF',
    ['a bare LF after a header line', `${statusLine}A: b\n`, `Content-Length: 0${end}`],
    ['a bare LF after a length', `${statusLine}Content-Length: 0\n`, '\r\n'],
    ['a bare LF after an empty value', `${statusLine}A:\n`, '\r\n'],
    ['a bare LF after a trailer', trailers('A: b\n'), '\r\n'],
  ),
  ...broken(
    'a line ends with a bare LF',
    ['a bare LF after the head', `${statusLine}Content-Length: 0\r\n\n`, ''],
    ['a bare LF after an empty head', `${statusLine}\n`, ''],
    ['a bare LF after the last chunk', trailers('\n'), ''],
  ),
  ...broken(
    'a header line ends without CRLF',
    ['a CR without LF after a header line', `${statusLine}A: b\rC`, `: d${end}`],
    ['a CR inside a value', `${statusLine}A: b\r `, `c${end}`],
    ['two CR after a header line', `${statusLine}A: b\r\r`, '\n\r\n'],
    ['a CR without LF after a length', `${statusLine}Content-Length: 0\r\r`, '\n'],
    ['a CR without LF after a trailer', trailers('A: b\rC'), `: d${end}`],
  ),
  ...broken(
    'the head ends without CRLF',
    ['a CR without LF after the head', `${statusLine}Content-Length: 0\r\n\rX`, ''],
    ['two CR after the head', `${statusLine}\r\r`, '\n'],
    ['a CR without LF after the last chunk', trailers('\rX'), ''],
  ),
  ...broken(
    'a header line is folded',
    ['a folded line', `${statusLine}A: b\r\n `, `c${end}`],
    ['a line folded by a tab', `${statusLine}A: b\r\n\t`, `c${end}`],
    ['a space before the first header line', `${statusLine} `, `A: b${end}`],
    ['a folded trailer', trailers('A: b\r\n '), `c${end}`],
  ),
  ...broken(
    'a header name holds a character it must not',
    ['a space before the colon', `${statusLine}Content-Length `, `: 5${end}hello`],
    ['a tab before the colon', `${statusLine}A\t`, `: b${end}`],
    ['a space in a name', `${statusLine}A `, `b: c${end}`],
    ['an empty name', `${statusLine}:`, ` b${end}`],
    ['a line without colon', `${statusLine}nothing\r`, '\n\r\n'],
    ['a line without colon that ends with LF', `${statusLine}nothing\n`, '\r\n'],
    ['a NUL in a name', `${statusLine}A\0`, `: b${end}`],
    ['a DEL in a name', `${statusLine}A\x7f`, `: b${end}`],
    ['a parenthesis in a name', `${statusLine}A(`, `b): c${end}`],
    ['obs-text in a name', `${statusLine}A\xe9`, `: b${end}`],
    ['obs-text at the start of a name', `${statusLine}\x80`, `: b${end}`],
    ['a second status line', `${statusLine}HTTP/`, `1.1 200 OK${end}`],
    ['a space before the colon of a trailer', trailers('A '), `: b${end}`],
  ),
  ...broken(
    'a header value holds a control character',
    ['a NUL in a value', `${statusLine}A: b\0`, `c${end}`],
    ['a control character in a value', `${statusLine}A: b\x01`, `c${end}`],
    ['a vertical tab in a value', `${statusLine}A: b\x0b`, `c${end}`],
    ['a DEL in a value', `${statusLine}A: b\x7f`, `c${end}`],
    ['a control character in a length', `${statusLine}Content-Length: 5\0`, `${end}hello`],
    ['a control character in Connection', `${statusLine}Connection: close\x1f`, end],
    ['a control character in a trailer', trailers('A: \x02'), end],
  ),
];

const limitCases: readonly BrokenCase[] = [
  ...broken('more than 100 header lines', [
    '101 header lines',
    `${statusLine}${'A: b\r\n'.repeat(100)}A`,
    `: b${end}`,
  ]),
  ...broken('more than 100 interim responses', [
    '101 interim responses',
    head('HTTP/1.1 103 Hints').repeat(101),
    ok(['Content-Length: 0']),
  ]),
];

const framingCases: readonly BrokenCase[] = [
  ...broken(
    'Content-Length is empty',
    ['an empty length', `${statusLine}Content-Length:\r`, `\n\r\n`],
    ['a length of white space', `${statusLine}Content-Length: \t \r`, `\n\r\n`],
    ['a folded length', `${statusLine}Content-Length:\r`, `\n 5${end}hello`],
  ),
  ...broken(
    'Content-Length is not a number',
    ['a negative length', `${statusLine}Content-Length: -`, `5${end}hello`],
    ['a length with a plus', `${statusLine}Content-Length: +`, `5${end}hello`],
    ['a length of letters', `${statusLine}Content-Length: f`, `ive${end}hello`],
    ['a letter after a length', `${statusLine}Content-Length: 5x`, `${end}hello`],
    ['a hexadecimal length', `${statusLine}Content-Length: 0x`, `5${end}hello`],
    ['a length with a fraction', `${statusLine}Content-Length: 5.`, `0${end}hello`],
    ['two lengths in one field', `${statusLine}Content-Length: 5,`, ` 5${end}hello`],
    ['two lengths apart', `${statusLine}Content-Length: 5 5`, `${end}hello`],
    ['a quoted length', `${statusLine}Content-Length: "`, `5"${end}hello`],
    ['obs-text in a length', `${statusLine}Content-Length: \xb2`, end],
  ),
  ...broken(
    'Content-Length is too large',
    ['a length of 2^53', `${statusLine}Content-Length: 9007199254740992`, end],
    ['a length of 2^64', `${statusLine}Content-Length: 18446744073709551`, `616${end}`],
    ['a length of many digits', `${statusLine}Content-Length: ${'9'.repeat(16)}`, `${'9'.repeat(300)}${end}`],
  ),
  ...broken(
    'Content-Length appears twice',
    ['the same length twice', `${statusLine}Content-Length: 5\r\nContent-Length:`, ` 5${end}hello`],
    ['two different lengths', `${statusLine}Content-Length: 5\r\nContent-Length:`, ` 6${end}hello`],
    ['length 0 twice', `${statusLine}Content-Length: 0\r\nA: b\r\ncontent-length:`, ` 0${end}`],
  ),
  ...broken(
    'Content-Length beside Transfer-Encoding',
    [
      'a length, then chunked',
      `${statusLine}Content-Length: 5\r\nTransfer-Encoding:`,
      ` chunked${end}5\r\nhello${chunkEnd}`,
    ],
    [
      'chunked, then a length',
      `${statusLine}Transfer-Encoding: chunked\r\nContent-Length:`,
      ` 5${end}5\r\nhello${chunkEnd}`,
    ],
    [
      'length 0, then chunked',
      `${statusLine}Content-Length: 0\r\nTransfer-Encoding:`,
      ` chunked${end}5\r\nhello${chunkEnd}`,
    ],
    ['a length beside another coding', `${statusLine}Transfer-Encoding: gzip\r\nContent-Length:`, ` 5${end}`],
  ),
  ...broken(
    '101 Switching Protocols, which nobody asked for',
    ['a 101', head('HTTP/1.1 101 Switching Protocols', ['Connection: upgrade', 'Upgrade: x']), 'x'],
    ['a 101 that names no protocol', head('HTTP/1.1 101 Switching Protocols'), ok([])],
  ),
];

const chunkCases: readonly BrokenCase[] = [
  ...broken(
    'a chunk size is not a hexadecimal number',
    ['an empty chunk size', chunked('\r'), `\nhello${chunkEnd}`],
    ['a chunk size of letters', chunked('x'), 'yz\r\nhello'],
    ['a letter after a chunk size', chunked('5g'), `\r\nhello${chunkEnd}`],
    ['a negative chunk size', chunked('-'), `5\r\nhello${chunkEnd}`],
    ['a chunk size with a prefix', chunked('0x'), `5\r\nhello${chunkEnd}`],
    ['a space before a chunk size', chunked(' '), `5\r\nhello${chunkEnd}`],
    ['a space after a chunk size', chunked('5 '), `\r\nhello${chunkEnd}`],
    ['an extension without size', chunked(';'), `a\r\nhello${chunkEnd}`],
    ['a bare LF after a chunk size', chunked('5\n'), `hello${chunkEnd}`],
    ['an empty line between chunks', chunked('5\r\nhello\r\n\r'), '\n0\r\n\r\n'],
  ),
  ...broken(
    'a chunk size is too large',
    ['a chunk size of 14 digits', chunked('00000000000005'), `\r\nhello${chunkEnd}`],
    ['a chunk size of 2^64', chunked('10000000000000'), '000\r\n'],
  ),
  ...broken(
    'a chunk size line ends without CRLF',
    ['a CR without LF after a chunk size', chunked('5\rh'), `ello${chunkEnd}`],
    ['a CR without LF after an extension', chunked('5;a\rb'), `\r\nhello${chunkEnd}`],
    ['a CR without LF after the size of the last chunk', chunked('0\r\r'), '\n\r\n'],
  ),
  ...broken(
    'a chunk extension holds a control character',
    ['a bare LF after an extension', chunked('5;a\n'), `hello${chunkEnd}`],
    ['a NUL in an extension', chunked('5;a\0'), `\r\nhello${chunkEnd}`],
    ['a DEL in an extension', chunked('5;a="\x7f'), `"\r\nhello${chunkEnd}`],
  ),
  ...broken(
    'a chunk is longer than its size',
    ['a chunk longer than its size', chunked('4\r\nhello'), chunkEnd],
    ['a chunk shorter than its size', chunked('6\r\nhello\r\n'), '0\r\n\r\n'],
    ['a bare LF after a chunk', chunked('5\r\nhello\n'), '0\r\n\r\n'],
  ),
  ...broken(
    'a chunk ends without CRLF',
    ['a CR without LF after a chunk', chunked('5\r\nhello\r0'), '\r\n\r\n'],
    ['two CR after a chunk', chunked('5\r\nhello\r\r'), '\n0\r\n\r\n'],
  ),
];

export const brokenCases: readonly BrokenCase[] = [
  ...statusLineCases,
  ...headerLineCases,
  ...limitCases,
  ...framingCases,
  ...chunkCases,
];

/** Whole responses never end before their last byte; these are cut where it is least obvious. */
export const cutCases: readonly (readonly [what: string, text: string, body: string])[] = [
  ['nothing', '', ''],
  ['only empty lines', '\r\n\r\n', ''],
  ['a status line', statusLine, ''],
  ['a head without its last line', `${statusLine}Content-Length: 0\r\n`, ''],
  ['an interim response', head('HTTP/1.1 100 Continue'), ''],
  ['a body short by a byte', ok(['Content-Length: 6'], 'hello'), 'hello'],
  ['a length of 2^53 - 1', ok(['Content-Length: 9007199254740991'], 'hello'), 'hello'],
  ['a head that promises chunks', chunked(), ''],
  ['a chunk short by a byte', chunked('6\r\nhello'), 'hello'],
  ['a chunk of 13 hexadecimal digits', chunked('fffffffffffff\r\nhello'), 'hello'],
  ['a chunk without its CRLF', chunked('5\r\nhello'), 'hello'],
  ['chunks without the last', chunked('5\r\nhello\r\n'), 'hello'],
  ['a last chunk without the end of the trailers', chunked('5\r\nhello\r\n0\r\n'), 'hello'],
  ['a trailer without the end of the trailers', chunked('0\r\nA: b\r\n'), ''],
];
