import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/base/fit.ts';
import { loadParts, requestText, targetLine } from '../../src/report/header.ts';
import { plain } from '../../src/report/palette.ts';
import type { Result, TargetInfo } from '../../src/summary/result.ts';
import { closedRun } from '../support/sample-result.ts';

describe('the header line', () => {
  it.each<[string, Partial<TargetInfo>, string]>([
    ['one URL', {}, 'inrush 0.1.0  GET http://127.0.0.1:8080/items'],
    ['two URLs', { requestCount: 2 }, 'inrush 0.1.0  GET http://127.0.0.1:8080/items and 1 more URL'],
    [
      'many URLs of several origins',
      { requestCount: 1201, address: '127.0.0.1:8080, 127.0.0.2:80' },
      'inrush 0.1.0  GET http://127.0.0.1:8080/items and 1,200 more URLs  2 origins',
    ],
    [
      'another address',
      { requestCount: 3, address: '[::1]:8080' },
      'inrush 0.1.0  GET http://127.0.0.1:8080/items and 2 more URLs  [::1]:8080',
    ],
  ])('says what was sent: %s', (_name, target, line) => {
    expect(targetLine(withTarget(target), plain)).toBe(line);
  });

  it('cuts a long URL short, and not how many there are', () => {
    const line = targetLine(
      withTarget({ url: `http://127.0.0.1:8080/${'x'.repeat(100)}`, requestCount: 3 }),
      plain,
    );
    expect(line).toMatch(/x… and 2 more URLs$/);
    expect(displayWidth(line)).toBe(80);
  });

  it('is the same where a request is only named', () => {
    expect(requestText({ ...closedRun, target: { ...closedRun.target, requestCount: 3 } })).toBe(
      'GET http://127.0.0.1:8080/items and 2 more URLs',
    );
  });
});

describe('the load in the header', () => {
  it.each([
    ['a fixed length', null, 'warm-up 3 s'],
    ['found no steady state', null, 'warm-up 3 s, not steady by then'],
    ['was never needed', 0, 'warm-up 3 s, steady from the start'],
    ['outlasted a slow start', 2000, 'warm-up 3 s, steady from 2 s on'],
  ])('says what the warm-up was: %s', (name, steadyFromMs, text) => {
    const found = { reached: steadyFromMs !== null, warmupMs: 3000, steadyFromMs };
    const steadyState = name === 'a fixed length' ? null : found;
    expect(loadParts({ ...closedRun, steadyState })).toContain(text);
  });
});

function withTarget(changes: Partial<TargetInfo>): Result {
  return { ...closedRun, target: { ...closedRun.target, ...changes } };
}
