import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/base/fit.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { plain } from '../../src/report/palette.ts';
import { prometheusReport } from '../../src/report/prometheus.ts';
import type { RunReport } from '../../src/report/reporter.ts';
import { textReport } from '../../src/report/text.ts';
import { servedComparison, servedRun, serverEndedRun } from '../support/sample-server.ts';

const reports: readonly (readonly [name: string, report: RunReport])[] = [
  ['served', servedRun],
  ['server-ended', serverEndedRun],
  ['sync-vs-async-served', servedComparison],
];
const formats = { txt: textReport, md: markdownReport, prom: prometheusReport };

describe.each(Object.entries(formats))('with a server under test, as .%s', (ending, reporter) => {
  it.each(reports)('%s is what its golden file says', (name, report) => {
    const file = new URL(`../golden/${name}.${ending}`, import.meta.url);
    const text = reporter(report, { palette: plain, latency: false });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

it.each(reports)('%s fits 80 columns', (_name, report) => {
  const lines = textReport(report, { palette: plain, latency: false }).split('\n');
  expect(lines.filter((line) => displayWidth(line) > 80)).toEqual([]);
});
