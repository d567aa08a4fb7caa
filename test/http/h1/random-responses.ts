import * as fc from 'fast-check';
import { head, type WholeCase } from './response-cases.ts';

/** A valid response and what it means, spelled in one of the many ways that mean the same. */
export type RandomResponse = Omit<WholeCase, 'what'>;

type Framing = {
  readonly kind: 'length' | 'chunked' | 'close';
  readonly lines: readonly string[];
  readonly encoded: string;
  readonly body: string;
};

const tokenCharacters = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const framingNames = ['content-length', 'connection', 'transfer-encoding'];

const byteValue = fc.integer({ min: 0, max: 255 });
const byte = byteValue.map((value) => String.fromCharCode(value));
const valueCharacter = byteValue
  .filter((value) => value === 9 || (value >= 32 && value !== 127))
  .map((value) => String.fromCharCode(value));
const whiteSpace = fc.constantFrom('', ' ', '\t', ' \t ');
const emptyLines = fc.constantFrom('', '', '', '\r\n', '\r\n\r\n');
const body = fc.oneof(
  fc.string({ unit: byte, maxLength: 40 }),
  fc.constantFrom('', '\r\n', '0\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n'),
);

const otherName = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...Array.from(tokenCharacters)), minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      'Content-Lengt',
      'Content-Length-',
      'Connectionx',
      'Content-Encoding',
      'Content-Encodin',
      'sEt-CoOkIe',
      'Set-Cookie2',
      'Conte',
      'Transfer-Encodings',
      'T',
      'C',
    ),
  )
  .filter((name) => !framingNames.includes(name.toLowerCase()));
const otherLine = fc
  .tuple(otherName, whiteSpace, fc.string({ unit: valueCharacter, maxLength: 20 }))
  .map(([name, space, value]) => `${name}:${space}${value}`);
const otherLines = fc.array(otherLine, { maxLength: 4 });

const connectionToken = fc.constantFrom('close', 'keep-alive', 'CLOSE', 'Keep-Alive', 'foo', 'closed', '');
const connectionLines = fc.array(
  fc
    .tuple(
      mixedCase('Connection'),
      fc.array(fc.tuple(whiteSpace, connectionToken, whiteSpace), { maxLength: 3 }),
    )
    .map(([name, tokens]) => `${name}:${tokens.map((token) => token.join('')).join(',')}`),
  { maxLength: 2 },
);

const lengthFraming = fc
  .tuple(mixedCase('Content-Length'), whiteSpace, fc.constantFrom('', '0', '000'), whiteSpace, body)
  .map(([name, before, zeros, after, text]): Framing => ({
    kind: 'length',
    lines: [`${name}:${before}${zeros}${text.length}${after}`],
    encoded: text,
    body: text,
  }));

const closeFraming = fc
  .tuple(fc.constantFrom([], [''], [','], [' gzip'], ['chunked, gzip']), body)
  .map(([codings, text]): Framing => {
    const lines = codings.map((coding) => `Transfer-Encoding:${coding}`);
    return { kind: 'close', lines, encoded: text, body: text };
  });

const extension = fc.oneof(
  fc.constant(''),
  fc.string({ unit: valueCharacter, maxLength: 8 }).map((text) => `;${text}`),
);
const chunk = fc
  .tuple(
    body.filter((text) => text !== ''),
    fc.boolean(),
    fc.constantFrom('', '00'),
    extension,
  )
  .map(([data, isUpper, zeros, text]) => {
    const digits = data.length.toString(16);
    return { data, encoded: `${zeros}${isUpper ? digits.toUpperCase() : digits}${text}\r\n${data}\r\n` };
  });
const chunkedFraming = fc
  .tuple(
    mixedCase('Transfer-Encoding'),
    fc.constantFrom('chunked', ' Chunked ', 'gzip, chunked', 'gzip\t,chunked,'),
    fc.array(chunk, { maxLength: 4 }),
    fc.tuple(fc.constantFrom('0', '000'), extension, otherLines),
  )
  .map(([name, coding, chunks, [zeros, text, trailers]]): Framing => ({
    kind: 'chunked',
    lines: [`${name}:${coding}`],
    encoded: chunks.map(({ encoded }) => encoded).join('') + head(zeros + text, trailers),
    body: chunks.map(({ data }) => data).join(''),
  }));

const status = fc.oneof(fc.constantFrom(200, 204, 304, 404), fc.integer({ min: 200, max: 999 }));
const reasonPhrase = fc.oneof(
  fc.constant(''),
  fc.string({ unit: valueCharacter, maxLength: 12 }).map((text) => ` ${text}`),
);
const interimStatus = fc.integer({ min: 100, max: 199 }).filter((code) => code !== 101);
const interim = fc
  .tuple(emptyLines, interimStatus, reasonPhrase, otherLines, connectionLines)
  .map(([empty, code, phrase, ...lines]) => empty + head(`HTTP/1.1 ${code}${phrase}`, lines.flat()));

export const randomResponse: fc.Arbitrary<RandomResponse> = fc
  .record({
    interims: fc.array(interim, { maxLength: 2 }).map((heads) => heads.join('')),
    emptyLines,
    minorVersion: fc.constantFrom(0, 1, 1),
    status,
    reasonPhrase,
    isHead: fc.constantFrom(false, false, false, true),
    framing: fc.oneof(lengthFraming, chunkedFraming, closeFraming),
    connectionLines,
    otherLines,
  })
  .chain((parts) => {
    const lines = [...parts.framing.lines, ...parts.connectionLines, ...parts.otherLines];
    const shuffled = fc.shuffledSubarray(lines, { minLength: lines.length });
    return shuffled.map((inOrder) => responseOf(parts, inOrder));
  });

/** A response of which the bytes say where it ends. */
export const delimitedResponse: fc.Arbitrary<RandomResponse> = randomResponse.filter(
  ({ endedBy }) => endedBy === 'bytes',
);

/** Anywhere in a text of any length. `fc.double` would be as good as 0: most doubles are next to it. */
export const fraction: fc.Arbitrary<number> = fc.nat(10_000).map((part) => part / 10_000);

/** Places for up to a dozen cuts: see {@link cutAt}. */
export const cutPlaces: fc.Arbitrary<readonly number[]> = fc.array(fraction, { maxLength: 12 });

export function cutAt(text: string, places: readonly number[]): number[] {
  return places.map((place) => Math.round(place * text.length)).toSorted((a, b) => a - b);
}

type Parts = {
  readonly interims: string;
  readonly emptyLines: string;
  readonly minorVersion: number;
  readonly status: number;
  readonly reasonPhrase: string;
  readonly isHead: boolean;
  readonly framing: Framing;
  readonly connectionLines: readonly string[];
};

function responseOf(parts: Parts, lines: readonly string[]): RandomResponse {
  const { framing, isHead, minorVersion } = parts;
  const hasBody = !isHead && parts.status !== 204 && parts.status !== 304;
  const statusLine = `HTTP/1.${minorVersion} ${parts.status}${parts.reasonPhrase}`;
  const untilClose = hasBody && framing.kind === 'close';
  const unsure = minorVersion === 0 && hasBody && framing.kind === 'chunked';
  return {
    text: parts.interims + parts.emptyLines + head(statusLine, lines) + (hasBody ? framing.encoded : ''),
    status: parts.status,
    body: hasBody ? framing.body : '',
    keepAlive: !untilClose && !unsure && livesOn(minorVersion, parts.connectionLines),
    endedBy: untilClose ? 'close' : 'bytes',
    isHead,
  };
}

function livesOn(minorVersion: number, lines: readonly string[]): boolean {
  const values = lines.map((line) => line.slice(line.indexOf(':') + 1));
  const tokens = values.flatMap((value) => value.split(',')).map((token) => token.trim().toLowerCase());
  return !tokens.includes('close') && (minorVersion === 1 || tokens.includes('keep-alive'));
}

function mixedCase(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(name, name, name.toLowerCase(), name.toUpperCase());
}
