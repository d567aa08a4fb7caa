import * as zlib from 'node:zlib';
import { describeCause } from '../base/errors.ts';
import { FlowError } from './scope.ts';

type Decoder = (bytes: Buffer, limits: { readonly maxOutputLength: number }) => Buffer;

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: zlib.gunzipSync,
  'x-gzip': zlib.gunzipSync,
  deflate: inflate,
  br: zlib.brotliDecompressSync,
  zstd: unzstd,
};

/** Each multiplies the work. */
const mostCodings = 5;

/**
 * The codings that a Content-Encoding names, in the order in which they were applied. One that nobody knows is left
 * out: its bytes are taken as they are, as browsers do.
 */
export function codingsOf(contentEncoding: string): string[] {
  const names = contentEncoding.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => Object.hasOwn(decoders, name));
}

/**
 * Undoes codings, the last first (RFC 9110, section 8.4). Throws a {@link FlowError}: `capture` when the bytes aren't
 * what they should be, `body-too-large` when they become more than `limitBytes`, of which no more is made.
 */
export function decompress(body: Buffer, codings: readonly string[], limitBytes: number): Buffer {
  if (codings.length > mostCodings) {
    throw new FlowError(
      'capture',
      `the body is compressed ${codings.length} times, more than ${mostCodings}`,
    );
  }
  return codings.reduceRight((bytes, coding) => decode(bytes, coding, limitBytes), body);
}

function decode(bytes: Buffer, coding: string, limitBytes: number): Buffer {
  const decoder = decoders[coding];
  if (decoder === undefined) return bytes;
  try {
    return decoder(bytes, { maxOutputLength: limitBytes });
  } catch (error) {
    if (error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new FlowError(
        'body-too-large',
        `a body of ${bytes.length} bytes of ${coding} is more than the limit of ${limitBytes} bytes decompressed`,
        { cause: error },
      );
    }
    throw new FlowError('capture', `the body isn't the ${coding} that it says: ${describeCause(error)}`, {
      cause: error,
    });
  }
}

/** Some servers send it without the header of zlib, which RFC 9110 asks for. */
function inflate(bytes: Buffer, limits: { readonly maxOutputLength: number }): Buffer {
  const hasHeader = ((bytes[0] ?? 0) & 0x0f) === 0x08;
  return hasHeader ? zlib.inflateSync(bytes, limits) : zlib.inflateRawSync(bytes, limits);
}

function unzstd(bytes: Buffer, limits: { readonly maxOutputLength: number }): Buffer {
  const decoder: unknown = Reflect.get(zlib, 'zstdDecompressSync');
  const decoded: unknown =
    typeof decoder === 'function' ? Reflect.apply(decoder, zlib, [bytes, limits]) : null;
  if (Buffer.isBuffer(decoded)) return decoded;
  throw new Error('only Node 22.15 and newer can decompress zstd');
}
