import { describe, expect, it } from 'vitest';
import { PreparedRequest } from '../../src/http/prepare.ts';
import { RequestTemplate } from '../../src/http/request-template.ts';
import type { PathPart, RequestSpec } from '../../src/scenario/request.ts';

const spec: RequestSpec = {
  method: 'POST',
  path: '/as/written',
  headers: [
    ['Host', 'localhost'],
    ['Content-Length', '4'],
  ],
  body: Buffer.from('{i}!'),
};
const text = (value: string): PathPart => ({ kind: 'text', text: value });
const counter = (from: number, to: number, digits = 1): PathPart => ({ kind: 'counter', from, to, digits });
const random = (from: number, to: number, digits = 1): PathPart => ({ kind: 'random', from, to, digits });

describe('a request template', () => {
  it('makes the request that would have been made of the filled path, and leaves its body alone', () => {
    const request = template([text('/item/'), counter(1, Infinity), text('?x')]).fill(7, 41);
    expect(request.bytes).toEqual(new PreparedRequest({ ...spec, path: '/item/42?x' }).bytes);
    expect(request.spec).toEqual({ ...spec, path: '/item/42?x' });
    expect([request.target, request.isHead]).toEqual([3, false]);
  });

  it.each([
    [counter(1, Infinity), ['1', '2', '3', '4', '5']],
    [counter(0, Infinity), ['0', '1', '2', '3', '4']],
    [counter(1, 3), ['1', '2', '3', '1', '2']],
    [counter(8, 11, 3), ['008', '009', '010', '011', '008']],
    [counter(5, 5), ['5', '5', '5', '5', '5']],
  ])('counts its turns: %j', (part, values) => {
    expect(values.map((_, turn) => pathOf([text('/'), part], 0, turn))).toEqual(
      values.map((value) => `/${value}`),
    );
  });

  it('has one number for all counters of a path', () => {
    expect(pathOf([text('/'), counter(1, 9), text('/'), counter(1, 9)], 5, 3)).toBe('/4/4');
  });

  it('draws every number of a range, ends included, and none outside', () => {
    const drawn = new Set<string>();
    for (let number = 0; number < 500; number++) drawn.add(pathOf([text('/'), random(8, 12, 2)], number, 0));
    expect([...drawn].toSorted()).toEqual(['/08', '/09', '/10', '/11', '/12']);
  });

  it('draws by seed and start, each place of a path for itself', () => {
    const parts = [text('/'), random(0, 1e12), text('/'), random(0, 1e12)];
    const once = pathOf(parts, 5, 0);
    expect(pathOf(parts, 5, 9)).toBe(once);
    expect(pathOf(parts, 6, 0)).not.toBe(once);
    expect(new RequestTemplate(spec, parts, 0, 2).fill(5, 0).spec.path).not.toBe(once);
    const [, first, second] = once.split('/');
    expect(first).not.toBe(second);
  });

  it('makes a new UUID of version 4 each time', () => {
    const parts: PathPart[] = [text('/'), { kind: 'uuid' }];
    const [one, other] = [pathOf(parts, 0, 0), pathOf(parts, 0, 0)];
    expect(one).toMatch(/^\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(other).not.toBe(one);
  });

  it('gives each request bytes of its own', () => {
    const made = template([text('/'), counter(1, 9)]);
    const first = made.fill(0, 0);
    made.fill(1, 1);
    expect(first.bytes.toString('latin1', 0, 8)).toBe('POST /1 ');
    expect(first.repeated(2)?.toString()).toBe(first.bytes.toString().repeat(2));
  });
});

function template(parts: readonly PathPart[]): RequestTemplate {
  return new RequestTemplate(spec, parts, 3, 1);
}

function pathOf(parts: readonly PathPart[], number: number, turn: number): string {
  return template(parts).fill(number, turn).spec.path;
}
