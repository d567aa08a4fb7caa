import { describe, expect, it } from 'vitest';
import { intervalHead, intervalText, marginText, valueText } from '../../src/report/gate-cells.ts';
import { plain } from '../../src/report/palette.ts';
import { verdictLines } from '../../src/report/verdict-lines.ts';
import type { GateOutcome } from '../../src/summary/result.ts';
import { displayWidth, reportWidth } from '../../src/base/fit.ts';

const gate: GateOutcome = {
  expression: 'p95 < 500ms',
  verdict: 'passed',
  value: 212.44,
  interval: { confidence: 0.95, low: 198.21, high: 231.5 },
  limit: 500,
  margin: 287.56,
  unit: 'ms',
  holds: 'passes',
  note: null,
};
const bytes = { ...gate, unit: 'B', interval: null };

describe('the cells of a gate', () => {
  it.each<[GateOutcome, string, string, string]>([
    [gate, '212 ms', '198 to 232', '+288 ms'],
    [{ ...gate, value: 500.04, margin: -0.04 }, '500.04 ms', '198 to 232', '-0.04 ms'],
    [{ ...gate, interval: { confidence: 0.95, low: 41.1, high: null } }, '212 ms', '41.1 to ?', '+288 ms'],
    [{ ...gate, interval: null, margin: null, value: null }, '–', '', ''],
    [{ ...gate, margin: 0 }, '212 ms', '198 to 232', '0 ms'],
    [
      { ...gate, unit: '/s', interval: { confidence: 0.95, low: 99.98, high: 100.04 } },
      '212/s',
      '99.98 to 100',
      '+288/s',
    ],
    [{ ...bytes, value: 1_234_567, limit: 2e6, margin: 765_433 }, '1.23 MB', '', '+765 kB'],
    [{ ...bytes, value: 2_000_001, limit: 2e6, margin: -1 }, '2,000,001 B', '', '-1 B'],
  ])('%#', (given, value, interval, margin) => {
    expect([valueText(given), intervalText(given), marginText(given)]).toEqual([value, interval, margin]);
  });

  it('have a head that says how sure they are', () => {
    const sure = { ...gate, interval: { confidence: 0.99, low: 1, high: 2 } };
    expect(intervalHead([gate, gate])).toBe('95 % sure');
    expect(intervalHead([gate, sure])).toBe('interval');
  });
});

describe('the lines of gates', () => {
  const trust = { level: 'ok', reasons: [] } as const;
  const note = 'limit 45.2 ms: baseline 41.1 ms (sigma 0.61 ms) + 10 %; '.repeat(3);
  const wide: GateOutcome = {
    ...gate,
    expression: 'GET /a/very/long/path/of/an/order.p95 < baseline + max(10%, 3 sigma, 2ms)',
    verdict: 'inconclusive',
    interval: { confidence: 0.95, low: 1_234_567.1, high: 1_234_567.2 },
    note,
  };

  it.each([
    ['short', [gate]],
    ['long', [gate, wide]],
  ])('fit on 80 columns when they are %s, and lose no interval', (_how, gates) => {
    const lines = verdictLines(gates, trust, plain);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(reportWidth);
    const text = lines.join(' ').replaceAll(/\s+/g, ' ');
    for (const each of gates) expect(text).toContain(intervalText(each));
  });

  it('leave out what no gate has', () => {
    const bare = { ...gate, interval: null, margin: null };
    expect(verdictLines([bare], trust, plain)).toEqual([
      'verdict        PASSED · 1 of 1 gate passed',
      '          must hold    measured',
      '  passed  p95 < 500ms    212 ms',
    ]);
  });
});
