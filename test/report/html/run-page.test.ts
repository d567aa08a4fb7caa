import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Page } from '../../../src/report/html/page.ts';
import { runPage } from '../../../src/report/html/run-page.ts';
import { plain } from '../../../src/report/palette.ts';
import { stillRunning } from '../../../src/summary/detail.ts';
import type { Result } from '../../../src/summary/result.ts';
import { hostileText, poisonedReport } from '../../support/hostile-report.ts';
import { pageFaults } from '../../support/page-faults.ts';
import { recorded } from '../../support/sample-compare.ts';
import { boundedRun, confidentRun } from '../../support/sample-confidence.ts';
import { flowRun, gatedFlowRun, twoUrlsRun } from '../../support/sample-flow-result.ts';
import * as sample from '../../support/sample-result.ts';
import { servedRun } from '../../support/sample-server.ts';

const { noRequests: _counts, distribution: _distribution, connectUs: _times, ...sampleRuns } = sample;
const runs = Object.entries({
  ...sampleRuns,
  flowRun,
  gatedFlowRun,
  twoUrlsRun,
  confidentRun,
  boundedRun,
  servedRun,
});
const pageFor = (result: Result): Page => runPage(result, { palette: plain, latency: false });

describe('the page of a load run', () => {
  it.each(runs)('can be drawn: %s', (_name, result) => {
    expect(pageFaults(pageFor(result))).toEqual([]);
    expect(pageFaults(runPage(result, { palette: plain, latency: true, baseline: recorded }))).toEqual([]);
  });

  it('can be drawn whatever names, files and servers say', () => {
    const texts = fc.array(hostileText, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...runs), texts, ([, result], given) => {
        const faults = pageFaults(pageFor(poisonedReport(result, given)));
        expect(faults.filter((fault) => !fault.endsWith('more than one line of text'))).toEqual([]);
      }),
    );
  });

  it('says first what the gates came to, then why the numbers are none', () => {
    const { sections, status } = pageFor(sample.invalidRun);
    expect(status).toEqual({ tone: 'bad', label: 'invalid' });
    expect(sections[0]?.blocks.map(outline)).toEqual([
      "notice: invalid: 1 of 1 gate passed, on numbers that can't be trusted",
      "notice: invalid: don't rely on these numbers",
      'table: gates',
      'figures',
    ]);
  });

  it.each([
    ['complete', 'good', sample.closedRun],
    ['failed', 'bad', sample.gatedRun],
    ['partial', 'warn', sample.partialRun],
    ['running', 'neutral', soFar(sample.closedRun)],
  ])('is %s in a word', (label, tone, result) => {
    expect(pageFor(result).status).toEqual({ tone, label });
  });

  it('of a run in progress warns of nothing that only its end will tell', () => {
    const kinds = pageFor(soFar(sample.closedRun)).sections[0]?.blocks.map(({ kind }) => kind);
    expect(kinds).toEqual(['figures']);
  });

  it('of a run in progress has workers that run', () => {
    const statesOf = (result: Result): unknown => {
      const table = blocksOf(pageFor(result)).find(
        (block) => block.kind === 'table' && block.id === 'workers',
      );
      return table?.kind === 'table' ? table.rows.map(([, state]) => state?.text) : [];
    };
    expect(statesOf(sample.closedRun)).toEqual(['finished', 'finished']);
    expect(statesOf(soFar(sample.closedRun))).toEqual(['running', 'running']);
  });

  it('tells why there are no figures while the target warms up', () => {
    const [notice] = pageFor(soFar({ ...sample.closedRun, measuredMs: 0 })).sections[0]?.blocks ?? [];
    expect(notice).toMatchObject({ kind: 'notice', title: 'warming up' });
  });

  it('has a section for each thing that there is something to say of', () => {
    const idsOf = (result: Result): string[] => pageFor(result).sections.map(({ id }) => id);
    const always = ['summary', 'over-time', 'latency', 'outcomes', 'generator'];
    expect(idsOf(sample.closedRun)).toEqual(always);
    expect(idsOf(flowRun)).toEqual(expect.arrayContaining([...always, 'requests', 'load']));
    expect(idsOf(servedRun)).toContain('server');
  });

  it('puts how sure the headline is beside it', () => {
    const table = blocksOf(pageFor(confidentRun)).find((block) => block.kind === 'table');
    expect(table?.columns.map(({ label }) => label).slice(0, 4)).toEqual([
      'percentile',
      'service time',
      '95 % from',
      'to',
    ]);
    const p99 = table?.rows.find(([label]) => label?.text === 'p99');
    expect(p99?.slice(1, 4).map(({ text, order }) => [text, order])).toEqual([
      ['1.64 ms', 1644],
      ['1.59 ms', 1589],
      ['1.71 ms', 1713],
    ]);
  });

  it('sorts requests by what was measured, not by how it is written', () => {
    const table = blocksOf(pageFor(flowRun)).find(
      (block) => block.kind === 'table' && block.id === 'requests-by-name',
    );
    const rows = table?.kind === 'table' ? table.rows : [];
    expect(rows.map(([, count]) => count?.order)).toEqual(flowRun.requests.map(({ started }) => started));
  });

  it('cuts what is longer than a line', () => {
    const { target } = sample.closedRun;
    const page = pageFor({ ...sample.closedRun, target: { ...target, url: 'x'.repeat(5000) } });
    expect([page.title.length, page.heading.length]).toEqual([200, 300]);
  });
});

function soFar(result: Result): Result {
  return { ...result, completion: { state: 'partial', reasons: [stillRunning] } };
}

function blocksOf({ sections }: Page): Block[] {
  return sections.flatMap(({ blocks }) => blocks);
}

function outline(block: Block): string {
  if (block.kind === 'notice') return `notice: ${block.title}`;
  return 'id' in block ? `${block.kind}: ${block.id}` : block.kind;
}
