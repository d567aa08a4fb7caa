import { keyFigures } from './key-figures.ts';
import { type JunitCase, junitCases } from './junit-cases.ts';
import { printable } from '../base/fit.ts';
import { reportTitle, subjectOf } from './report-title.ts';
import type { Report, Reporter } from './reporter.ts';
import { element, textElement, xmlDocument } from './xml-text.ts';

const mostSeconds = 1e9;

/**
 * JUnit's XML as Jenkins, GitLab and others read it: a suite with a case for each gate. Valid to the schema of Ant's JUnit
 * task and to that of Jenkins' xUnit plugin, which want all these attributes and the elements in this order.
 */
export const junitReport: Reporter<Report> = (report) => {
  const cases = junitCases(report);
  const count = (state: JunitCase['state']): number => cases.filter((each) => each.state === state).length;
  const className = classNameOf(report);
  const attributes = {
    name: token(`inrush: ${reportTitle(report)}`),
    package: 'inrush',
    id: 0,
    timestamp: timestamp(report.startedAt),
    hostname: 'localhost',
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds(tookMs(report)),
  };
  const suite = element('testsuite', attributes, [
    element('properties', {}, propertiesOf(report)),
    ...cases.map((each) => caseElement(each, className)),
    textElement('system-out', {}, 'finding' in report ? [findingText(report.finding)] : []),
    textElement('system-err', {}, []),
  ]);
  return xmlDocument(element('testsuites', {}, [suite]));
};

function caseElement({ name, state, type, message, lines }: JunitCase, classname: string): string {
  const attributes = { classname, name: token(name), time: '0' };
  if (state === 'passed') return element('testcase', attributes);
  // Ant's schema knows no type of a skipped case.
  const reason = state === 'skipped' ? { message } : { message, type };
  return element('testcase', attributes, [textElement(state, reason, lines)]);
}

function propertiesOf(report: Report): string[] {
  const { inrush, startedAt, trust, completion } = report;
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['inrush', inrush],
    ['started', startedAt],
    ['measured', subjectOf(report)],
    ['completion', completion.state],
    ['trust', trust.level],
    ...keyFigures(report).map(({ name, unit, value }) => [`${name} (${unit})`, String(value)] as const),
  ];
  return facts.map(([name, value]) => element('property', { name: token(name), value }));
}

/** Servers group by what stands between dots, and know a case by it from build to build: no ports that were free once. */
function classNameOf(report: Report): string {
  const isRun = report.kind === 'load-run' || report.kind === 'sync-vs-async';
  const subject = isRun || report.scenario !== null ? `.${subjectOf(report).replaceAll('.', '_')}` : '';
  return token(`inrush.${report.kind}${subject}`);
}

function findingText(finding: string | { readonly sentence: string }): string {
  return typeof finding === 'string' ? finding : finding.sentence;
}

/** Without a time zone, as Ant's schema has it. */
function timestamp(startedAt: string): string {
  const [text = '1970-01-01T00:00:00'] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(startedAt) ?? [];
  return Number.isNaN(Date.parse(`${text}Z`)) ? '1970-01-01T00:00:00' : text;
}

/** 0 where the report doesn't tell. */
function tookMs(report: Report): number {
  if ('wallMs' in report) return report.wallMs;
  return 'tookMs' in report ? report.tookMs : 0;
}

function seconds(ms: number): string {
  return Math.min(Math.max(ms / 1000, 0), mostSeconds).toFixed(3);
}

function token(text: string): string {
  const one = printable(text);
  return one === '' ? '–' : one;
}
