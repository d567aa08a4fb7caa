import { describe, expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { type TraceBody, type TraceEntry, traceText } from '../../src/report/trace-text.ts';

const options = { palette: plain, redact: (text: string) => text.replaceAll('sesame', '***') };
const none: TraceBody = { text: '', bytes: 0, isCut: false };

function body(text: string | null, isCut = false): TraceBody {
  return { text, bytes: text?.length ?? 5, isCut };
}

function response(given: Partial<TraceEntry & { kind: 'response' }>): TraceEntry {
  const common = { kind: 'response', status: 200, statusText: 'OK', ok: true, serviceTimeMs: 1.234 } as const;
  return { ...common, headers: [], body: none, ...given };
}

it('shows what a user did, in order, without secrets', () => {
  const entries: readonly TraceEntry[] = [
    { kind: 'begin', what: 'session', flow: 'checkout' },
    { kind: 'row', source: 'users', row: '{"name":"ann","password":"sesame"}' },
    {
      kind: 'request',
      name: 'login',
      method: 'POST',
      url: 'http://127.0.0.1/login?t=sesame',
      headers: ['Host: 127.0.0.1', 'authorization: Bearer sesame'],
      body: body('{"password":"sesame"}'),
    },
    response({ headers: ['set-cookie: a=sesame'], body: body('{"token":"sesame"}') }),
    { kind: 'check', label: 'status is 200', passed: true, got: '' },
    { kind: 'check', label: 'token is sesame', passed: false, got: '"sesame"' },
    { kind: 'capture', name: 'token', value: '"sesame"' },
    { kind: 'end' },
    { kind: 'begin', what: 'iteration', flow: 'checkout' },
    { kind: 'think', ms: 750 },
    { kind: 'skipped', step: 'next', condition: 'page > 3' },
    { kind: 'function', name: 'buy' },
    {
      kind: 'request',
      name: 'GET /?t=***',
      method: 'GET',
      url: 'http://127.0.0.1/?t=sesame',
      headers: [],
      body: none,
    },
    { kind: 'no-response', why: 'reset sesame' },
    { kind: 'failed', reason: 'no-response', message: 'GET /: reset sesame' },
  ];
  expect(traceText(entries, options)).toBe(`session of checkout
  row users = {"name":"ann","password":"***"}

  → POST http://127.0.0.1/login?t=***  login
    Host: 127.0.0.1
    authorization: Bearer ***

    {
      "password": "***"
    }

  ← 200 OK · 1.23 ms · 18 B
    set-cookie: a=***

    {
      "token": "***"
    }

    ✓ status is 200
    ✗ token is ***: got "***"
    captured token = "***"

iteration of checkout

  think 750 ms: left out

  next: skipped (when page > 3)

  function buy

  → GET http://127.0.0.1/?t=***

  ✗ no response: reset ***

  ✗ ended early (no-response): GET /: reset ***
`);
});

describe('a body', () => {
  it.each<[string, TraceBody, string]>([
    ['of lines', body('one\ntwo\r\nthree'), '    one\n    two\n    three'],
    ['that is no text', body(null), '    5 B that are no text'],
    ['that is cut', body('{"a":', true), '    {\n      "a":\n    … there is more than captureLimit'],
    [
      'that a terminal would obey',
      body('\u001b[2J\u009b1m\u202egnp\u0007\t.'),
      '    \\u001b[2J\\u009b1m\\u202egnp\\u0007  .',
    ],
    ['of many lines', body('x\n'.repeat(1050)), `${'    x\n'.repeat(40)}    … 1,011 more lines`],
    ['of a long line', body('x'.repeat(1e6)), `    ${'x'.repeat(400)}…`],
  ])('%s', (_what, given, shown) => {
    expect(traceText([response({ body: given })], options)).toBe(
      `  ← 200 OK · 1.23 ms · ${size(given)}\n\n${shown}\n`,
    );
  });

  function size({ bytes }: TraceBody): string {
    return bytes === 1e6 ? '1.00 MB' : bytes > 1000 ? '2.10 kB' : `${bytes} B`;
  }
});

it('takes secrets out before it cuts', () => {
  const text = `${'x'.repeat(397)}sesame`;
  const entries: TraceEntry[] = [response({ headers: [text], body: body(text) })];
  expect(traceText(entries, options)).not.toContain('ses');
});

it('lets nobody write to the terminal', () => {
  const hostile = '\u001b]0;x\u0007\nnext';
  const entries: TraceEntry[] = [
    { kind: 'begin', what: 'iteration', flow: hostile },
    { kind: 'row', source: hostile, row: hostile },
    { kind: 'request', name: hostile, method: hostile, url: hostile, headers: [hostile], body: none },
    response({ statusText: hostile, headers: [hostile] }),
    { kind: 'no-response', why: hostile },
    { kind: 'check', label: hostile, passed: false, got: hostile },
    { kind: 'check', label: hostile, passed: true, got: '' },
    { kind: 'capture', name: hostile, value: hostile },
    { kind: 'skipped', step: hostile, condition: hostile },
    { kind: 'function', name: hostile },
    { kind: 'failed', reason: 'function', message: hostile },
  ];
  const text = traceText(entries, options);
  // oxlint-disable-next-line no-control-regex -- that is what it is about
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^next/m);
});
