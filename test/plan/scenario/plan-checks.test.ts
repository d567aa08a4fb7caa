import { describe, expect, it } from 'vitest';
import type { CheckPlan } from '../../../src/plan/flows-plan.ts';
import type { CaptureFile, CheckFile } from '../../../src/scenario/file/scenario-file.ts';
import { localTarget, problemsOf, requestOf } from '../../support/planned-file.ts';

const value = (of: string | number | boolean | null): object => ({ kind: 'value', value: of });

async function checksOf(
  check: CheckFile,
  files: Readonly<Record<string, string>> = {},
): Promise<readonly CheckPlan[]> {
  return (await requestOf({ get: '/', check }, {}, { files })).checks;
}

async function checkProblems(
  check: CheckFile,
  files: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  return problemsOf({ target: localTarget, steps: [{ get: '/', check }] }, { files });
}

describe('checks', () => {
  it('are one for each line, with the words that results have for them', async () => {
    const checks = await checksOf(
      {
        status: [200, '3xx'],
        headers: { 'Content-Type': '~ json', 'x-n': 5 },
        body: { equals: 'a\n"', contains: ['x', 'y'], matches: '^<' },
        jsonPath: { '$.items.length': '> 0', '$.state': 'paid', '$.error': 'missing' },
        schema: 'order.schema.json',
        time: '< 300ms',
        size: '<= 10kB',
      },
      { 'order.schema.json': '{"type":"object"}' },
    );
    expect(checks.map(({ label }) => label)).toEqual([
      'status is 200 or 3xx',
      'header content-type ~ json',
      'header x-n is "5"',
      'body is "a\\n\\""',
      'body contains "x"',
      'body contains "y"',
      'body ~ ^<',
      '$.items.length > 0',
      '$.state is "paid"',
      '$.error missing',
      'body matches order.schema.json',
      'time < 300ms',
      'size <= 10kB',
    ]);
    expect(checks.map(({ kind }) => kind)).toEqual([
      'status',
      'header',
      'header',
      'body',
      'body',
      'body',
      'body',
      'json-path',
      'json-path',
      'json-path',
      'json-schema',
      'time',
      'size',
    ]);
  });

  it.each([
    [0, '==', value(0), 'is 0'],
    [false, '==', value(false), 'is false'],
    [null, '==', value(null), 'is null'],
    ['paid', '==', value('paid'), 'is "paid"'],
    ['', '==', value(''), 'is ""'],
    ['5', '==', value('5'), 'is "5"'],
    ['containsAll', '==', value('containsAll'), 'is "containsAll"'],
    ['== 5', '==', value(5), '== 5'],
    ['== "5"', '==', value('5'), '== "5"'],
    ["!= 'a b'", '!=', value('a b'), '!= "a b"'],
    ['== "< 5"', '==', value('< 5'), '== "< 5"'],
    ['>=1e3', '>=', value(1000), '>= 1e3'],
    ['<  -1.5 ', '<', value(-1.5), '< -1.5'],
    ['<= null', '<=', value(null), '<= null'],
    ['> {{ user }}', '>', { kind: 'number-of', what: 'user' }, '> {{ user }}'],
    ['{{ user }}', '==', { kind: 'number-of', what: 'user' }, 'is "{{ user }}"'],
    ['contains shoe size', 'contains', value('shoe size'), 'contains "shoe size"'],
    ['contains 5', 'contains', value(5), 'contains 5'],
  ])('compare %j', async (expected, operator, with_, words) => {
    const [check] = await checksOf({ jsonPath: { '$.a': expected } });
    expect(check).toEqual({
      label: `$.a ${words}`,
      kind: 'json-path',
      path: '$.a',
      comparison: { operator, expected: with_ },
    });
  });

  it('compare with text around an expression as one text', async () => {
    const [check] = await checksOf({ jsonPath: { '$.a': 'order {{ user }}' } });
    expect(check).toMatchObject({
      comparison: { expected: { kind: 'binary', operator: '+', right: { kind: 'number-of' } } },
    });
  });

  it.each([
    ['~ ^a b$', { operator: '~', pattern: '^a b$' }],
    ['!~ x', { operator: '!~', pattern: 'x' }],
    ['exists', { operator: 'exists' }],
    [' missing ', { operator: 'missing' }],
  ])('compare otherwise: %j', async (expected, comparison) => {
    expect(await checksOf({ headers: { etag: expected } })).toMatchObject([{ comparison }]);
  });

  it.each([
    ['< 300ms', '<', 300],
    ['>=1.5s', '>=', 1500],
    ['!= 1m', '!=', 60_000],
  ])('hold the time against %s', async (time, operator, ms) => {
    expect(await checksOf({ time })).toMatchObject([{ comparison: { operator, expected: value(ms) } }]);
  });

  it('are short in results, however long what they compare with is', async () => {
    const [check] = await checksOf({ body: { contains: 'x'.repeat(500) } });
    expect(check?.label).toHaveLength('body contains '.length + 60);
  });

  it('take a schema as it stands', async () => {
    const schema = { type: 'object', required: ['id'] };
    expect(await checksOf({ schema })).toEqual([
      { label: 'body matches the schema', kind: 'json-schema', schema },
    ]);
  });

  it.each<[CheckFile, RegExp]>([
    [{ status: 99 }, /^steps\[0\]\.check\.status: "99" is not a status such as 200 or 2xx$/],
    [{ headers: { 'a b': 'x' } }, /^steps\[0\]\.check\.headers\["a b"\]: "a b" is not a header name$/],
    [{ headers: { etag: '~ (' } }, /^steps\[0\]\.check\.headers\.etag: /],
    [{ body: { matches: '(?=x)' } }, /^steps\[0\]\.check\.body\.matches: /],
    [
      { jsonPath: { 'items.length': 1 } },
      /^steps\[0\]\.check\.jsonPath\["items\.length"\]: "items\.length" is not a JSONPath → begin it with \$, as in \$\.items\.length$/,
    ],
    [{ jsonPath: { '$[?(': 1 } }, /^steps\[0\]\.check\.jsonPath\["\$\[\?\("\]: /],
    [
      { jsonPath: { $: '> ' } },
      /^steps\[0\]\.check\.jsonPath\.\$: "> " compares with nothing → write a value after >, or == ">" for that text$/,
    ],
    [
      { time: '300ms' },
      /^steps\[0\]\.check\.time: "300ms" is not a limit such as "< 300ms" → one of < <= > >= == !=$/,
    ],
    [{ time: '< 300' }, /^steps\[0\]\.check\.time: "300" has no unit, write 300ms or 300s$/],
    [{ time: '< soon' }, /^steps\[0\]\.check\.time: "soon" is not a duration/],
    [{ size: '< 10' }, /^steps\[0\]\.check\.size: "10" is not a size such as 500B, 10MB or 64KiB$/],
    [
      { schema: 'none.json' },
      /^steps\[0\]\.check\.schema: there is no file "none\.json" → did you mean "one\.json"\?$/,
    ],
    [{ schema: 'one.json' }, /^steps\[0\]\.check\.schema: "one\.json" is not JSON: /],
    [
      { schema: 'list.json' },
      /^steps\[0\]\.check\.schema: "list\.json" holds no JSON Schema, which is an object$/,
    ],
    [{ schema: { type: 'nothing' } }, /^steps\[0\]\.check\.schema: /],
  ])('that mean nothing are refused: %j', async (check, problem) => {
    const problems = await checkProblems(check, { 'one.json': '{', 'list.json': '[]' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });
});

describe('captures', () => {
  it.each<[string, string | CaptureFile, object]>([
    ['a path', '$.token', { kind: 'json-path', path: '$.token', all: false, fallback: null }],
    [
      'a path to many',
      '$.items[*].id',
      { kind: 'json-path', path: '$.items[*].id', all: true, fallback: null },
    ],
    [
      'a path to many, of which the first',
      { jsonPath: '$..id', all: false },
      { kind: 'json-path', path: '$..id', all: false, fallback: null },
    ],
    [
      'a header',
      { header: 'Location', default: null },
      { kind: 'header', header: 'Location', all: false, fallback: { value: null } },
    ],
    [
      'a pattern',
      { regex: 'id=(\\d+)', all: true },
      { kind: 'regex', pattern: 'id=(\\d+)', all: true, fallback: null },
    ],
    [
      'a selector',
      { css: 'a.next', attribute: 'href' },
      { kind: 'css', selector: 'a.next', attribute: 'href', all: false, fallback: null },
    ],
    [
      'a selector’s text',
      { css: 'h1' },
      { kind: 'css', selector: 'h1', attribute: null, all: false, fallback: null },
    ],
    ['an XPath', { xpath: '//item/@id' }, { kind: 'xpath', path: '//item/@id', all: false, fallback: null }],
  ])('take what is found by %s', async (_name, given, capture) => {
    const { captures } = await requestOf({ get: '/', capture: { it: given } });
    expect(captures).toEqual([{ name: 'it', ...capture }]);
  });

  it.each<[string | CaptureFile, RegExp]>([
    ['token', /^steps\[0\]\.capture\.it: "token" is not a JSONPath → begin it with \$, or say where to look/],
    ['$.[', /^steps\[0\]\.capture\.it: /],
    [
      {},
      /^steps\[0\]\.capture\.it: the capture "it" doesn't say where to look → give one of jsonPath, header, regex, css, xpath$/,
    ],
    [
      { css: 'a', xpath: '//a' },
      /^steps\[0\]\.capture\.it: the capture "it" looks in two places, `css` and `xpath` → /,
    ],
    [{ header: 'a:b' }, /^steps\[0\]\.capture\.it\.header: "a:b" is not a header name$/],
    [{ regex: '[' }, /^steps\[0\]\.capture\.it\.regex: /],
    [{ css: 'a[' }, /^steps\[0\]\.capture\.it\.css: /],
    [{ xpath: '//[' }, /^steps\[0\]\.capture\.it\.xpath: /],
    [
      { header: 'a', attribute: 'href' },
      /^steps\[0\]\.capture\.it\.attribute: `attribute` belongs to `css`$/,
    ],
  ])('that can find nothing are refused: %j', async (given, problem) => {
    const problems = await problemsOf({ target: localTarget, steps: [{ get: '/', capture: { it: given } }] });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });
});
