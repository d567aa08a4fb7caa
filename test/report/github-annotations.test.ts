import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { githubAnnotations, gatePlace } from '../../src/report/github-annotations.ts';
import type { Report } from '../../src/report/registry.ts';
import type { GateOutcome } from '../../src/summary/result.ts';
import { hostileText, hostileTexts, poisonedReport } from '../support/hostile-report.ts';
import { commandsIn } from '../support/runner-commands.ts';
import { failingComparison } from '../support/sample-comparison.ts';
import { gatedFlowRun } from '../support/sample-flow-result.ts';
import { closedRun, gatedRun, invalidRun, partialRun } from '../support/sample-result.ts';
import { slowerCandidate } from '../support/sample-study.ts';

const [failed, passed] = slowerCandidate.gates as readonly [GateOutcome, GateOutcome];
const titles = (report: Report): string[] =>
  commandsIn(githubAnnotations(report)).map(({ name, properties }) => `${name}: ${properties['title']}`);

it('says nothing when all is well', () => {
  expect(githubAnnotations(closedRun)).toBe('');
  expect(githubAnnotations({ ...slowerCandidate, gates: [passed] })).toBe('');
});

it('has a line for each gate that did not pass, the worst first', () => {
  expect(commandsIn(githubAnnotations(slowerCandidate))).toEqual([
    {
      name: 'error',
      properties: { title: 'failed: p99 at most 3 % slower' },
      data: 'measured 12 % (95 % sure: 5 to 19 %), limit 3 %',
    },
    {
      name: 'warning',
      properties: { title: 'inconclusive: p50 at most 3 % slower' },
      data: 'measured 1.5 % (95 % sure: -1 to 4 %), limit 3 %',
    },
  ]);
  expect(titles(gatedRun)).toContain('error: no-data: fail if tls.p99.9 > 20ms');
});

it('says where a gate was written down', () => {
  const places = [gatePlace('load/checkout.yaml:14:7')];
  const [first] = commandsIn(githubAnnotations(slowerCandidate, places));
  expect(first?.properties).toMatchObject({ file: 'load/checkout.yaml', line: '14' });
});

it.each([
  ['checkout.yaml:14:7', { file: 'checkout.yaml', line: 14 }],
  ['C:\\a b\\checkout.yaml:3:1', { file: 'C:\\a b\\checkout.yaml', line: 3 }],
  ['checkout.ts: thresholds[2]', null],
])('the place of %s is %o', (text, place) => {
  expect(gatePlace(text)).toEqual(place);
});

it('says that a run is partial, and what its numbers suffer from', () => {
  expect(titles({ ...partialRun, gates: [] })).toContainEqual(
    expect.stringMatching(/^error: partial: load run/),
  );
  const gated = { ...closedRun, trust: invalidRun.trust, gates: [passed] };
  expect(titles(gated)).toEqual([expect.stringMatching(/^error: invalid numbers: load run/)]);
  expect(titles({ ...gated, gates: [] })).toEqual([expect.stringMatching(/^warning: invalid numbers/)]);
  const [reason] = invalidRun.trust.reasons;
  if (reason === undefined) throw new Error('an invalid run has a reason');
  const trust = { level: 'degraded', reasons: [{ ...reason, level: 'degraded' }] } as const;
  expect(titles({ ...gated, trust })).toEqual([expect.stringMatching(/^notice: degraded numbers/)]);
});

it('has ten of a level at most, and the last says what is missing', () => {
  const gates = Array.from({ length: 13 }, (_, index) => ({ ...failed, expression: `p${index} > 1` }));
  const commands = commandsIn(githubAnnotations({ ...slowerCandidate, gates }));
  expect(commands).toHaveLength(10);
  expect(commands.at(-1)).toMatchObject({ properties: { title: 'and 4 more' } });
  expect(commands.at(-1)?.data).toContain('p12 > 1');
  const ten = githubAnnotations({ ...slowerCandidate, gates: gates.slice(0, 10) });
  expect(ten).not.toContain('more');
});

it('no text of a result becomes a command, a second line or another property', () => {
  const reports: readonly Report[] = [
    gatedRun,
    gatedFlowRun,
    invalidRun,
    partialRun,
    failingComparison,
    slowerCandidate,
  ];
  const texts = fc.oneof(
    fc.constantFrom(...hostileTexts).map((text) => [text]),
    fc.array(hostileText, { minLength: 1, maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...reports), texts, hostileText, (report, given, file) => {
      const text = githubAnnotations(poisonedReport(report, given), [{ file: `a${file}`, line: 3 }]);
      const commands = commandsIn(text);
      expect(commands).toHaveLength(text.split(/\r\n|\n|\r/).length - 1);
      for (const { name, properties } of commands) {
        expect(['error', 'warning', 'notice']).toContain(name);
        expect(['title', 'file', 'line']).toEqual(expect.arrayContaining(Object.keys(properties)));
      }
    }),
    { numRuns: 500 },
  );
});
