import { readFileSync } from 'node:fs';
import { DOMParser, type Element } from '@xmldom/xmldom';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { junitReport } from '../../src/report/junit.ts';
import { plain } from '../../src/report/palette.ts';
import type { Report } from '../../src/report/registry.ts';
import type { GateOutcome } from '../../src/summary/result.ts';
import { hostileText, hostileTexts, poisonedReport } from '../support/hostile-report.ts';
import { failingComparison, scalingComparison } from '../support/sample-comparison.ts';
import { confidentRun } from '../support/sample-confidence.ts';
import { gatedFlowRun } from '../support/sample-flow-result.ts';
import { closedRun, gatedRun, invalidRun, openRun, partialRun } from '../support/sample-result.ts';
import { slowerCandidate } from '../support/sample-study.ts';

const schema = readFileSync(new URL('../golden/junit.xsd', import.meta.url), 'utf8');
const reports: readonly Report[] = [
  closedRun,
  openRun,
  gatedRun,
  invalidRun,
  partialRun,
  confidentRun,
  gatedFlowRun,
  scalingComparison,
  failingComparison,
  slowerCandidate,
];

const render = (report: Report): string => junitReport(report, { palette: plain, latency: false });

/** Each test case as `name: state type`, and the counts of the suite. */
function read(report: Report): { cases: string[]; counts: string[] } {
  const document = new DOMParser().parseFromString(render(report), 'text/xml');
  const [suite] = Array.from(document.getElementsByTagName('testsuite'));
  if (suite === undefined) throw new Error('no suite');
  const stateOf = (one: Element): string => {
    const [reason] = Array.from(one.childNodes).filter(({ nodeName }) => nodeName !== '#text') as Element[];
    return reason === undefined ? 'passed' : [reason.nodeName, reason.getAttribute('type')].join(' ').trim();
  };
  return {
    cases: Array.from(suite.getElementsByTagName('testcase')).map(
      (one) => `${one.getAttribute('name')}: ${stateOf(one)}`,
    ),
    counts: ['tests', 'failures', 'errors', 'skipped'].map((name) => suite.getAttribute(name) ?? ''),
  };
}

it('has a case for each gate, and counts them', () => {
  expect(read(slowerCandidate)).toEqual({
    cases: [
      'p99 at most 3 % slower: failure failed',
      'rate at most 3 % lower: passed',
      'p50 at most 3 % slower: skipped',
    ],
    counts: ['3', '1', '0', '1'],
  });
  const [gate] = gatedRun.gates as readonly [GateOutcome];
  const lost: GateOutcome = { ...gate, expression: 'p99 > 1s', verdict: 'no-data', value: null };
  expect(read({ ...gatedRun, gates: [lost, lost] })).toEqual({
    cases: ['fail if p99 > 1s: error no-data', 'fail if p99 > 1s (2): error no-data'],
    counts: ['2', '0', '2', '0'],
  });
});

it('says without gates whether the load ran', () => {
  expect(read(closedRun).cases).toEqual(['the load ran: passed']);
  expect(read({ ...partialRun, gates: [] }).cases).toEqual(['the load ran: error partial']);
  const refused = { ...closedRun, accounting: { ...closedRun.accounting, ok: 0 } };
  expect(read(refused).cases).toEqual(['the load ran: error no-success']);
});

it('says beside the gates that the run did not end as planned', () => {
  const [gate] = slowerCandidate.gates as readonly [GateOutcome];
  const { cases } = read({ ...partialRun, gates: [{ ...gate, verdict: 'passed' }] });
  expect(cases).toEqual(['p99 at most 3 % slower: passed', 'the load ran: error partial']);
});

it('leaves open what rests on numbers that are no good', () => {
  const { cases, counts } = read({ ...slowerCandidate, trust: invalidRun.trust });
  expect(cases.slice(0, 3).every((each) => each.endsWith(': skipped'))).toBe(true);
  expect(cases.slice(3)).toEqual(['the numbers can be trusted: error invalid']);
  expect(counts).toEqual(['4', '0', '1', '3']);
  const ungated = read({ ...closedRun, trust: invalidRun.trust });
  expect(ungated.cases).toEqual(['the load ran: passed', 'the numbers can be trusted: skipped']);
});

it('tells value, interval, limit and margin of a gate that failed', () => {
  expect(render(slowerCandidate)).toContain(
    'message="failed: measured 12 % (95 % sure: 5 to 19 %), limit 3 %" type="failed">' +
      'verdict: failed&#10;measured: 12 %&#10;95 % sure: 5 to 19 %&#10;limit: 3 %&#10;margin: -9 %<',
  );
});

it('has the key figures as properties', () => {
  const text = render(openRun);
  expect(text).toMatch(/<property name="p95 \(ms\)" value="[\d.]+"\/>/);
  expect(text).toMatch(/<property name="errors \(%\)" value="[\d.]+"\/>/);
  expect(text).toContain('<property name="trust" value="ok"/>');
});

it('gives back every text that XML can hold', () => {
  const [gate] = slowerCandidate.gates as readonly [GateOutcome];
  const expression = ' p95 <"&\'> ]]> 1 &lt; ::x \u{1f600}';
  const document = new DOMParser().parseFromString(
    render({ ...slowerCandidate, gates: [{ ...gate, expression }] }),
    'text/xml',
  );
  expect(document.getElementsByTagName('testcase')[0]?.getAttribute('name')).toBe(expression.trim());
});

// A parser that forgives nothing: libxml2, with what Ant and Jenkins ask for.
describe('is valid', () => {
  it('of every report as it is', async () => {
    expect(await faultIn(reports.map(render))).toBeNull();
  });

  it('with each hostile text everywhere', async () => {
    const texts = reports.flatMap((report) => hostileTexts.map((text) => poisonedReport(report, [text])));
    expect(await faultIn(texts.map(render))).toBeNull();
  });

  it('with any texts anywhere', async () => {
    const poisoned = fc
      .tuple(fc.constantFrom(...reports), fc.array(hostileText, { minLength: 1, maxLength: 12 }))
      .map(([report, texts]) => poisonedReport(report, texts));
    expect(await faultIn(fc.sample(poisoned, 150).map(render))).toBeNull();
  });
});

it('is refused by that parser when a text is not escaped', async () => {
  const broken = render(closedRun).replace('the load ran', 'a < b & \u0001');
  expect(await faultIn([broken])).toMatch(/parser error/);
});

/** What is wrong with the first document that isn't valid, and the document; null when all are. */
async function faultIn(documents: readonly string[]): Promise<string | null> {
  const xml = documents.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema, maxMemoryPages: 4096 });
  const [first] = errors;
  if (first === undefined) return null;
  return `${first.rawMessage}\n${documents[Number.parseInt(first.loc?.fileName ?? '0', 10)]?.slice(0, 4000)}`;
}
