import { STATUS_CODES } from 'node:http';
import { isUtf8 } from 'node:buffer';
import { assertNever } from '../base/assert.ts';
import type { FlowResponse } from '../flow/flow-response.ts';
import type { TraceEvent } from '../flow/flow-trace.ts';
import type { TraceBody, TraceEntry } from '../report/trace-text.ts';

/** What an event says, as data of its own: a response is another one by the next. */
export function traceEntry(event: TraceEvent): TraceEntry {
  switch (event.kind) {
    case 'row':
      return { ...event, row: jsonOf(event.row) };
    case 'request':
      return requestEntry(event);
    case 'response':
      return responseEntry(event);
    case 'no-response':
      return { kind: 'no-response', why: `${event.reason} ${event.detail}`.trim() };
    case 'capture':
      return { ...event, value: jsonOf(event.value) };
    case 'begin':
    case 'check':
    case 'think':
    case 'skipped':
    case 'function':
    case 'failed':
    case 'end':
      return event;
    default:
      return assertNever(event);
  }
}

function requestEntry({ name, origin, bytes }: TraceEvent & { readonly kind: 'request' }): TraceEntry {
  const wire = Buffer.from(bytes);
  const headEnd = wire.indexOf('\r\n\r\n');
  const [line = '', ...headers] = wire.toString('latin1', 0, headEnd).split('\r\n');
  const [method = '', path = ''] = line.split(' ');
  const body = wire.subarray(headEnd + 4);
  return {
    kind: 'request',
    name,
    method,
    url: origin + path,
    headers,
    body: { text: textOf(body), bytes: body.length, isCut: false },
  };
}

function responseEntry({ response, head, ok }: TraceEvent & { readonly kind: 'response' }): TraceEntry {
  const { status, serviceTimeMs } = response;
  return {
    kind: 'response',
    status,
    statusText: STATUS_CODES[status] ?? '',
    ok,
    serviceTimeMs,
    headers: head.split('\r\n').filter((line) => line !== ''),
    body: bodyOf(response),
  };
}

function bodyOf(response: FlowResponse): TraceBody {
  const { bodyBytes, isCut } = response;
  return { text: isCut ? response.text() : textOf(response.bytes()), bytes: bodyBytes, isCut };
}

/** null for what is no text. */
function textOf(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? Buffer.from(bytes).toString() : null;
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
