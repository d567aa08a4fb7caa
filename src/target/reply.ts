// Hot path: runs once per request of a load test.
import type { ServerResponse } from 'node:http';

/** Answers with a line of text; a missing newline at its end is added. */
export function replyText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: readonly string[] = [],
): void {
  reply(response, status, 'text/plain; charset=utf-8', text.endsWith('\n') ? text : `${text}\n`, headers);
}

/** Answers with a value as JSON. */
export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  reply(response, status, 'application/json', JSON.stringify(value), []);
}

/** 405 with the `Allow` header that it must have. */
export function refuseMethod(response: ServerResponse, allowed: string): void {
  replyText(response, 405, `only ${allowed} is allowed here`, ['Allow', allowed]);
}

function reply(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: readonly string[],
): void {
  response.writeHead(status, [
    'Content-Type',
    contentType,
    'Content-Length',
    String(Buffer.byteLength(body)),
    ...headers,
  ]);
  response.end(body);
}
