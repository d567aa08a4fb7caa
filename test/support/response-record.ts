import type { ResponseRecord } from '../../src/run/response-record.ts';

/** A whole, empty response, unless told otherwise. */
export function responseRecord(own: Partial<ResponseRecord>): ResponseRecord {
  const body = own.body ?? new Uint8Array();
  return {
    number: 1,
    method: 'GET',
    url: 'http://127.0.0.1:8080/',
    status: 200,
    reason: 'none',
    detail: '',
    body,
    bodyBytes: body.length,
    isCut: false,
    startedAtMs: 1.23456,
    serviceTimeMs: 2.3456789,
    responseTimeMs: null,
    ...own,
  };
}
