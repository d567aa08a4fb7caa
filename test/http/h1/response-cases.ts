/** One response, and what is left of the bytes behind it. Text is latin1, a character a byte. */
export type WholeCase = {
  readonly what: string;
  readonly text: string;
  readonly status: number;
  readonly body: string;
  readonly keepAlive: boolean;
  readonly endedBy: 'bytes' | 'close';
  readonly isHead: boolean;
};

/** `text` ends with the byte that breaks the response; `rest` must not be read any more. */
export type BrokenCase = {
  readonly what: string;
  readonly text: string;
  readonly rest: string;
  readonly error: string;
};

const hello = 'hello';
const everyByte = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));
const obsText = everyByte.slice(128);

/** A response of status 200 with these header lines. */
export function ok(lines: readonly string[], body = ''): string {
  return head('HTTP/1.1 200 OK', lines) + body;
}

export function head(statusLine: string, lines: readonly string[] = []): string {
  return [statusLine, ...lines, '', ''].join('\r\n');
}

/** The head of the final response of a text that may begin with empty lines and interim ones. */
export function finalHeadOf(text: string): string {
  const responses = text.replace(/^[\r\n]+/, '');
  const end = responses.indexOf('\r\n\r\n') + 4;
  const isInterim = /^HTTP\/1\.\d 1/.test(responses);
  return isInterim ? finalHeadOf(responses.slice(end)) : responses.slice(0, end);
}

export function chunked(...chunks: readonly string[]): string {
  return ok(['Transfer-Encoding: chunked'], chunks.join(''));
}

function whole(what: string, text: string, body: string, changes: Partial<WholeCase> = {}): WholeCase {
  return { what, text, status: 200, body, keepAlive: true, endedBy: 'bytes', isHead: false, ...changes };
}

function untilClose(what: string, text: string, body: string): WholeCase {
  return whole(what, text, body, { keepAlive: false, endedBy: 'close' });
}

export const lengthCases: readonly WholeCase[] = [
  whole('Content-Length', ok(['Content-Length: 5'], hello), hello),
  whole('Content-Length 0', ok(['Content-Length: 0']), ''),
  whole('Content-Length 00', ok(['Content-Length: 00']), ''),
  whole('leading zeros', ok(['Content-Length: 0005'], hello), hello),
  whole('many leading zeros', ok([`Content-Length: ${'0'.repeat(40)}5`], hello), hello),
  whole('no space before the length', ok(['Content-Length:5'], hello), hello),
  whole('white space around the length', ok(['Content-Length: \t 5 \t'], hello), hello),
  whole('Content-Length in mixed case', ok(['cOnTeNt-LeNgTh: 5'], hello), hello),
  whole('Content-Length after other fields', ok(['A: b', 'C: d', 'Content-Length: 5'], hello), hello),
  whole('any byte in the body', ok(['Content-Length: 256'], everyByte), everyByte),
  whole('a body that looks like a head', ok(['Content-Length: 19'], ok([])), ok([])),
  whole(
    'names that begin like Content-Length',
    ok(['C: 1', 'Content: 2', 'Content-Length: 5'], hello),
    hello,
  ),
  whole('a longer name', ok(['Content-Length-X: 9', 'Content-Length: 5'], hello), hello),
  whole('a shorter name', ok(['Content-Lengt: 9', 'Content-Length: 5'], hello), hello),
  whole('a name one letter off', ok(['Content-Lengtj: 9', 'Content-Length: 5'], hello), hello),
  whole('the name behind a prefix', ok(['X-Content-Length: 9', 'Content-Length: 5'], hello), hello),
  whole('a mixture of two names', ok(['Connent-Length: 9', 'Content-Length: 5'], hello), hello),
  whole('another mixture of them', ok(['Contection: close', 'Content-Length: 5'], hello), hello),
  whole('a name without hyphen', ok(['ContentLength: 9', 'Content-Length: 5'], hello), hello),
  whole('an almost Transfer-Encoding', ok(['Transfer-Encodin: chunked', 'Content-Length: 5'], hello), hello),
];

export const chunkedCases: readonly WholeCase[] = [
  whole('one chunk', chunked('5\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('several chunks', chunked('1\r\nh\r\n', '3\r\nell\r\n', '1\r\no\r\n', '0\r\n\r\n'), hello),
  whole('no chunk but the last', chunked('0\r\n\r\n'), ''),
  whole('a last chunk of many zeros', chunked('5\r\nhello\r\n', '0000000000000\r\n\r\n'), hello),
  whole('a size with leading zeros', chunked('0000000000005\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('lower-case hexadecimal', chunked(`1f\r\n${'x'.repeat(31)}\r\n`, '0\r\n\r\n'), 'x'.repeat(31)),
  whole('upper-case hexadecimal', chunked(`1F\r\n${'x'.repeat(31)}\r\n`, '0\r\n\r\n'), 'x'.repeat(31)),
  whole('data that looks like chunks', chunked('7\r\n\r\n0\r\n\r\n\r\n', '0\r\n\r\n'), '\r\n0\r\n\r\n'),
  whole('any byte in a chunk', chunked(`100\r\n${everyByte}\r\n`, '0\r\n\r\n'), everyByte),
  whole('a chunk extension', chunked('5;name\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('an extension with a value', chunked('5;name=value\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('a quoted extension', chunked('5;name="a;b, \\"c"\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('several extensions', chunked('5;a=1;b;c="d"\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('an extension of the last chunk', chunked('5\r\nhello\r\n', '0;name=value\r\n\r\n'), hello),
  whole('an empty extension', chunked('5;\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('white space in an extension', chunked('5; a = b\t\r\nhello\r\n', '0\r\n\r\n'), hello),
  whole('obs-text in an extension', chunked(`5;${obsText}\r\nhello\r\n`, '0\r\n\r\n'), hello),
  whole('a trailer', chunked('5\r\nhello\r\n', '0\r\nX-Sum: 1\r\n\r\n'), hello),
  whole('several trailers', chunked('5\r\nhello\r\n', '0\r\nA: b\r\nC:\r\nD: e f\r\n\r\n'), hello),
  whole('a Content-Length among the trailers', chunked('0\r\nContent-Length: x\r\n\r\n'), ''),
  whole('a Connection among the trailers', chunked('0\r\nConnection: close\r\n\r\n'), ''),
  whole('a Transfer-Encoding among the trailers', chunked('0\r\nTransfer-Encoding: gzip\r\n\r\n'), ''),
  whole('chunked in mixed case', ok(['TRANSFER-encoding: CHUNKed'], '5\r\nhello\r\n0\r\n\r\n'), hello),
  whole('chunked after another coding', ok(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'), ''),
  whole('chunked after it, without space', ok(['Transfer-Encoding: gzip,chunked'], '0\r\n\r\n'), ''),
  whole(
    'chunked in a second field',
    ok(['Transfer-Encoding: gzip', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    '',
  ),
  whole('an empty element before chunked', ok(['Transfer-Encoding: , chunked'], '0\r\n\r\n'), ''),
  whole('an empty element after chunked', ok(['Transfer-Encoding: chunked ,'], '0\r\n\r\n'), ''),
  whole('white space around chunked', ok(['Transfer-Encoding: \tchunked \t'], '0\r\n\r\n'), ''),
];

export const untilCloseCases: readonly WholeCase[] = [
  untilClose('no framing at all', ok([], hello), hello),
  untilClose('no framing and no body', ok([]), ''),
  untilClose('no framing, and a wish to keep the connection', ok(['Connection: keep-alive'], hello), hello),
  untilClose('no framing in HTTP/1.0', head('HTTP/1.0 200 OK') + hello, hello),
  untilClose('no framing, HTTP/1.0, keep-alive', head('HTTP/1.0 200 OK', ['Connection: keep-alive']), ''),
  untilClose('a coding other than chunked', ok(['Transfer-Encoding: gzip'], hello), hello),
  untilClose('chunked not as the last coding', ok(['Transfer-Encoding: chunked, gzip'], hello), hello),
  untilClose(
    'another coding in a second field',
    ok(['Transfer-Encoding: chunked', 'Transfer-Encoding: gzip'], hello),
    hello,
  ),
  untilClose('a coding that begins like chunked', ok(['Transfer-Encoding: chunkedd'], hello), hello),
  untilClose('the beginning of chunked', ok(['Transfer-Encoding: chunke'], hello), hello),
  untilClose('a coding that ends like chunked', ok(['Transfer-Encoding: xchunked'], hello), hello),
  untilClose('chunked and another word', ok(['Transfer-Encoding: chunked x'], hello), hello),
  untilClose('chunked with a parameter', ok(['Transfer-Encoding: chunked;q=1'], hello), hello),
  untilClose('an empty Transfer-Encoding', ok(['Transfer-Encoding:'], hello), hello),
  untilClose('a Transfer-Encoding of commas', ok(['Transfer-Encoding: , ,'], hello), hello),
];

const headRequest = { isHead: true };

export const bodilessCases: readonly WholeCase[] = [
  whole('a length after HEAD', ok(['Content-Length: 5']), '', headRequest),
  whole('chunked after HEAD', chunked(), '', headRequest),
  whole('no framing after HEAD', ok([]), '', headRequest),
  whole('a close after HEAD', ok(['Connection: close']), '', { ...headRequest, keepAlive: false }),
  whole('an interim response after HEAD', head('HTTP/1.1 103 Hints') + ok(['Content-Length: 5']), '', {
    isHead: true,
  }),
  whole('a 204', head('HTTP/1.1 204 No Content'), '', { status: 204 }),
  whole('a 204 with a length', head('HTTP/1.1 204 No Content', ['Content-Length: 5']), '', { status: 204 }),
  whole('a chunked 204', head('HTTP/1.1 204 No Content', ['Transfer-Encoding: chunked']), '', {
    status: 204,
  }),
  whole('a 304', head('HTTP/1.1 304 Not Modified'), '', { status: 304 }),
  whole('a 304 with a length', head('HTTP/1.1 304 Not Modified', ['Content-Length: 5']), '', { status: 304 }),
  whole('a chunked 304', head('HTTP/1.1 304 Not Modified', ['Transfer-Encoding: chunked']), '', {
    status: 304,
  }),
];

export const interimCases: readonly WholeCase[] = [
  whole('a 100', head('HTTP/1.1 100 Continue') + ok(['Content-Length: 5'], hello), hello),
  whole('a 103', head('HTTP/1.1 103 Early Hints', ['Link: </a>']) + ok(['Content-Length: 5'], hello), hello),
  whole(
    'a 100 and a 103',
    head('HTTP/1.1 100 Continue') + head('HTTP/1.1 103 Early Hints') + ok(['Content-Length: 5'], hello),
    hello,
  ),
  whole(
    'a 199 with framing of its own',
    head('HTTP/1.1 199 X', ['Connection: close', 'Transfer-Encoding: gzip']) + ok(['Content-Length: 0']),
    '',
  ),
  whole(
    'a 102 with a length of its own',
    head('HTTP/1.1 102 Processing', ['Content-Length: 5']) + ok(['Content-Length: 5'], hello),
    hello,
  ),
  whole('an interim HTTP/1.0', head('HTTP/1.0 100 Continue') + ok(['Content-Length: 5'], hello), hello),
];

export const lineCases: readonly WholeCase[] = [
  whole('no reason phrase', head('HTTP/1.1 200 ', ['Content-Length: 0']), ''),
  whole('no reason phrase and no space', head('HTTP/1.1 200', ['Content-Length: 0']), ''),
  whole('a long reason phrase', head(`HTTP/1.1 200 ${'very '.repeat(50)}fine`, ['Content-Length: 0']), ''),
  whole('obs-text in the reason phrase', head(`HTTP/1.1 200 ${obsText}`, ['Content-Length: 0']), ''),
  whole('a status beyond the known', head('HTTP/1.1 999 ?', ['Content-Length: 0']), '', { status: 999 }),
  whole('an error status with a body', head('HTTP/1.1 500 No', ['Content-Length: 5']) + hello, hello, {
    status: 500,
  }),
  whole('an empty line before it', `\r\n${ok(['Content-Length: 0'])}`, ''),
  whole('several empty lines before it', `\n\r\n\r\r\n${ok(['Content-Length: 0'])}`, ''),
  whole('an empty header value', ok(['A:', 'B: ', 'C: \t ', 'Content-Length: 0']), ''),
  whole('obs-text in a header value', ok([`A: ${obsText}`, 'Content-Length: 0']), ''),
  whole('tabs in a header value', ok(['A: b\tc', 'Content-Length: 0']), ''),
  whole('colons in a header value', ok(['A: b: c :', 'Content-Length: 0']), ''),
  whole('cookies', ok(['Server: x', 'set-COOKIE:a=1', 'Content-Length: 0']), ''),
  whole('almost cookies', ok(['Set-Cookie2: a=1', 'Set-Cooki: a=1', 'Content-Length: 0']), ''),
  whole('a coding of the body', ok(['Content-Encoding: gzip', 'Content-Length: 5'], hello), hello),
  whole('almost one', ok(['Content-Encodings: x', 'Content-Lencoding: x', 'Content-Length: 0']), ''),
  whole('every character of a name', ok(["!#$%&'*+-.^_`|~09azAZ: 1", 'Content-Length: 0']), ''),
];

/** A version, the fields of a whole head, and whether the connection outlives the response. */
const keepAliveTable: readonly (readonly [version: string, fields: readonly string[], keepAlive: boolean])[] =
  [
    ['1.1', [], true],
    ['1.1', ['Connection: close'], false],
    ['1.1', ['Connection: Close, foo'], false],
    ['1.1', ['Connection: foo, CLOSE'], false],
    ['1.1', ['Connection: foo,close,bar'], false],
    ['1.1', ['Connection:close'], false],
    ['1.1', ['Connection: \t close \t'], false],
    ['1.1', ['Connection: foo \t,\t close \t, bar'], false],
    ['1.1', ['Connection: , close'], false],
    ['1.1', ['Connection: close,'], false],
    ['1.1', ['cOnNeCtIoN: close'], false],
    ['1.1', ['Connection: foo', 'Connection: close'], false],
    ['1.1', ['Connection: close', 'Connection: keep-alive'], false],
    ['1.1', ['Connection: keep-alive, close'], false],
    ['1.1', ['Connection: close', 'Connection: foo'], false],
    ['1.1', ['Connection:'], true],
    ['1.1', ['Connection: keep-alive'], true],
    ['1.1', ['Connection: foo'], true],
    ['1.1', ['Connection: closed'], true],
    ['1.1', ['Connection: clos'], true],
    ['1.1', ['Connection: xclose'], true],
    ['1.1', ['Connection: clo se'], true],
    ['1.1', ['Connection: close it'], true],
    ['1.1', ['Connection: not close'], true],
    ['1.1', ['Connections: close'], true],
    ['1.1', ['Connectio: close'], true],
    ['1.1', ['Connectiom: close'], true],
    ['1.1', ['Cnnnection: close'], true],
    ['1.1', ['Trnnection: close'], true],
    ['1.1', ['Proxy-Connection: close'], true],
    ['1.0', [], false],
    ['1.0', ['Connection: keep-alive'], true],
    ['1.0', ['connection: Keep-ALIVE'], true],
    ['1.0', ['Connection:\tkeep-alive '], true],
    ['1.0', ['Connection: foo, keep-alive'], true],
    ['1.0', ['Connection: foo', 'Connection: keep-alive'], true],
    ['1.0', ['Connection: keep-alive, close'], false],
    ['1.0', ['Connection: close, keep-alive'], false],
    ['1.0', ['Connection: keepalive'], false],
    ['1.0', ['Connection: keep-alive5'], false],
    ['1.0', ['Connection: keep alive'], false],
    ['1.0', ['Connection: foo'], false],
  ];

export const keepAliveCases: readonly WholeCase[] = [
  ...keepAliveTable.map(([version, fields, keepAlive]) =>
    whole(
      `HTTP/${version}, ${fields.length === 0 ? 'no Connection' : fields.join(' and ')}`,
      head(`HTTP/${version} 200 OK`, [...fields, 'Content-Length: 0']),
      '',
      { keepAlive },
    ),
  ),
  whole(
    'HTTP/1.0, keep-alive, chunked',
    head('HTTP/1.0 200 OK', ['Connection: keep-alive', 'Transfer-Encoding: chunked']) + '0\r\n\r\n',
    '',
    { keepAlive: false },
  ),
  whole('HTTP/1.0, keep-alive, 204', head('HTTP/1.0 204 None', ['Connection: keep-alive']), '', {
    status: 204,
  }),
];

export const wholeCases: readonly WholeCase[] = [
  ...lengthCases,
  ...chunkedCases,
  ...untilCloseCases,
  ...bodilessCases,
  ...interimCases,
  ...lineCases,
  ...keepAliveCases,
];
