import type { IncomingMessage } from 'node:http';

/** The first bytes of a request's body and the size of all of it. */
export type ReceivedBody = { readonly text: string; readonly totalBytes: number };

/** How much of a body is kept; the rest is received, counted and dropped. */
export const keptBodyBytes: number = 64 * 1024;

/** Calls back with the whole request received; never, when the client leaves before. */
export function receiveBody(request: IncomingMessage, then: (body: ReceivedBody) => void): void {
  const kept: Buffer[] = [];
  let totalBytes = 0;
  request.on('data', (chunk: Buffer) => {
    if (totalBytes < keptBodyBytes) kept.push(chunk.subarray(0, keptBodyBytes - totalBytes));
    totalBytes += chunk.length;
  });
  request.once('end', () => then({ text: Buffer.concat(kept).toString('utf8'), totalBytes }));
}

/** Drops the body, then calls back; never, when the client leaves before. */
export function whenReceived(request: IncomingMessage, then: () => void): void {
  request.once('end', then);
  request.resume();
}
