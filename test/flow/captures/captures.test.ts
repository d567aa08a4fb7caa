import { describe, expect, it } from 'vitest';
import { makeCaptures } from '../../../src/flow/captures/captures.ts';
import { FlowError } from '../../../src/flow/scope.ts';
import type { CapturePlan } from '../../../src/plan/flows-plan.ts';
import { flowResponseOf } from '../../support/flow-response-of.ts';

type Source = CapturePlan extends infer Each
  ? Each extends CapturePlan
    ? Omit<Each, 'name' | 'all' | 'fallback'>
    : never
  : never;
type Given = Partial<Pick<CapturePlan, 'all' | 'fallback'>>;

const captureOf = (source: Source, given: Given = {}): CapturePlan => ({
  ...source,
  name: 'token',
  all: false,
  fallback: null,
  ...given,
});

async function captured(
  response: ReturnType<typeof flowResponseOf>,
  source: Source,
  given?: Given,
): Promise<unknown> {
  const captures = await makeCaptures([captureOf(source, given)]);
  const vars: Record<string, unknown> = {};
  captures.run(response, vars);
  return vars['token'];
}

const json = flowResponseOf('{"token":"abc","items":[{"id":1},{"id":2}],"nothing":null}', {
  lines: [
    ['Location', '/next'],
    ['Set-Cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ],
});
const html = flowResponseOf(
  '<!doctype html><ul><li>one <b>bold</b></li><li data-id="2">two<br></ul><input name="csrf" value="x&amp;y">',
);
const xml = flowResponseOf(
  '<?xml version="1.0"?><s:Envelope xmlns:s="urn:s" xmlns="urn:d"><s:Body><id n="7">one</id><id>two</id></s:Body></s:Envelope>',
);
const path = (text: string): Source => ({ kind: 'json-path', path: text });
const css = (selector: string, attribute: string | null = null): Source => ({
  kind: 'css',
  selector,
  attribute,
});

describe('a capture takes', () => {
  it.each<[string, typeof json, Source, Given, unknown]>([
    ['a value of JSON', json, path('$.token'), {}, 'abc'],
    ['a null of JSON', json, path('$.nothing'), {}, null],
    ['the first of many', json, path('$.items[*].id'), {}, 1],
    ['all of many', json, path('$.items[*].id'), { all: true }, [1, 2]],
    ['a header', json, { kind: 'header', header: 'location' }, {}, '/next'],
    ['all headers of a name', json, { kind: 'header', header: 'set-cookie' }, { all: true }, ['a=1', 'b=2']],
    ['the group of a match', json, { kind: 'regex', pattern: '"id":(\\d)' }, {}, '1'],
    ['the groups of all matches', json, { kind: 'regex', pattern: '"id":(\\d)' }, { all: true }, ['1', '2']],
    ['a whole match', json, { kind: 'regex', pattern: '"id":\\d' }, {}, '"id":1'],
    ['the text of an element', html, css('li'), {}, 'one bold'],
    ['the text of all', html, css('li'), { all: true }, ['one bold', 'two']],
    ['an attribute', html, css('input[name=csrf]', 'value'), {}, 'x&y'],
    ['those that have the attribute', html, css('li', 'data-id'), { all: true }, ['2']],
    ['what an XPath finds', xml, { kind: 'xpath', path: '/s:Envelope/s:Body/id' }, {}, 'one'],
    ['all that it finds', xml, { kind: 'xpath', path: '//id' }, { all: true }, ['one', 'two']],
    ['an attribute by XPath', xml, { kind: 'xpath', path: '//id/@n' }, {}, '7'],
    ['a count by XPath', xml, { kind: 'xpath', path: 'count(//*:id)' }, {}, '2'],
    ['its fallback', json, path('$.missing'), { fallback: { value: [0] } }, [0]],
    ['its fallback where the body is no JSON', html, path('$.a'), { fallback: { value: null } }, null],
  ])('%s', async (_what, response, source, given, value) => {
    expect(await captured(response, source, given)).toEqual(value);
  });
});

describe('a capture that finds nothing says where it looked and what there was', () => {
  it.each<[string, typeof json, Source]>([
    [
      'capture token: $.token found nothing in {"error":"no"}',
      flowResponseOf('{"error":"no"}'),
      path('$.token'),
    ],
    ['capture token: $.a[*] found nothing in []', flowResponseOf('[]'), path('$.a[*]')],
    ['capture token: no JSON in <p>\\r\\n', flowResponseOf('<p>\r\n'), path('$.token')],
    ['capture token: no JSON in an empty body', flowResponseOf(''), path('$.token')],
    [
      'capture token: the header etag found nothing in a response of status 200',
      json,
      { kind: 'header', header: 'etag' },
    ],
    [
      'capture token: /(x)/ found nothing in an empty body',
      flowResponseOf(''),
      { kind: 'regex', pattern: '(x)' },
    ],
    ['capture token: p [id] found nothing in <p>', flowResponseOf('<p>'), css('p', 'id')],
    ['capture token: //a found nothing in <b/>', flowResponseOf('<b/>'), { kind: 'xpath', path: '//a' }],
  ])('%s', async (message, response, source) => {
    await expect(captured(response, source)).rejects.toEqual(new FlowError('capture', message));
  });

  it('clipped, and without what hides or breaks a line', async () => {
    const response = flowResponseOf(`\u001b[31m\u202e${'x'.repeat(500)}`);
    const failure = captured(response, { kind: 'regex', pattern: 'y' });
    await expect(failure).rejects.toThrow(/found nothing in \\u001b\[31m\\u202ex{94}…$/);
  });
});

describe('no body makes more of a capture than a failure', () => {
  const deep = 100_000;
  it.each<[string, string, Source]>([
    ['XML that is none', '{"a":1}', { kind: 'xpath', path: '//a' }],
    ['XML that breaks off', '<a><b>', { kind: 'xpath', path: '//a' }],
    ['XML nested without end', '<a>'.repeat(deep), { kind: 'xpath', path: '//b' }],
    ['an XPath of another type', '<a>x</a>', { kind: 'xpath', path: 'xs:integer(//a)' }],
    [
      'entities that grow',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
      { kind: 'xpath', path: '//z' },
    ],
    ['HTML nested without end', '<p>'.repeat(deep), css('a')],
    ['HTML nested without end, and nothing to close it', '<i>'.repeat(deep), css('b')],
    ['JSON nested without end', `${'['.repeat(deep)}${']'.repeat(deep)}`, path('$..a')],
    ['a pattern that would never end', `${'a'.repeat(deep)}b`, { kind: 'regex', pattern: '(a+)+$' }],
    ['spaces for a pattern', `${' '.repeat(deep)}b`, { kind: 'regex', pattern: '\\s+$' }],
  ])('%s', async (_what, body, source) => {
    const startedAt = performance.now();
    await expect(captured(flowResponseOf(body), source)).rejects.toThrow(FlowError);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

it('says whether head or body are needed', async () => {
  const header = captureOf({ kind: 'header', header: 'a' });
  expect(await makeCaptures([header])).toMatchObject({ needsHead: true, needsBody: false });
  expect(await makeCaptures([captureOf(path('$'))])).toMatchObject({ needsHead: false, needsBody: true });
  expect(await makeCaptures([header, captureOf(path('$'))])).toMatchObject({
    needsHead: true,
    needsBody: true,
  });
});

it.each([
  [200, 'capture token: $.none found nothing in a body that is not shown, as it may hold a secret'],
  [401, 'capture token: $.none found nothing in {"access":"abc"}'],
])('shows nothing of a response with status %s that may hold a secret', async (status, message) => {
  const captures = await makeCaptures([captureOf(path('$.none'))], true);
  const response = flowResponseOf('{"access":"abc"}', { status });
  expect(() => captures.run(response, {})).toThrow(message);
});
