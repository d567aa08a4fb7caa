import type { Finding, SyncVsAsyncResult } from '../../modes/sync-vs-async/comparison-result.ts';
import { accountingParts } from '../accounting-lines.ts';
import { type FailingSide, failingSides } from '../comparison-failures.ts';
import { comparisonServerEnd, comparisonServerParts } from '../comparison-server.ts';
import { methodParts, spectrumOf } from '../comparison-text.ts';
import { requestText } from '../header.ts';
import { plain } from '../palette.ts';
import { factList } from './fact-list.ts';
import { findingSummary } from './finding-summary.ts';
import { latencyPlot } from './latency-curve.ts';
import { failureTable } from './outcome-section.ts';
import type { Block, Page, Tone } from './page.ts';
import { pageSections, type SectionDraft } from './page-sections.ts';
import { percentileTable } from './percentile-table.ts';
import { endNotice } from './server-section.ts';
import { effectFigures, effectTable, roundTable, sideTable, sweepFacts, sweepTable } from './side-blocks.ts';
import { speedupIntervals, wallTimes } from './side-intervals.ts';
import { studyHead } from './study-head.ts';
import { sweepCharts } from './sweep-charts.ts';

const findingTones: Readonly<Record<Finding['kind'], Tone>> = {
  scales: 'good',
  saturates: 'warn',
  serialises: 'warn',
  'generator-limited': 'bad',
  'no-comparison': 'bad',
};

/** The sides beside each other, what the difference amounts to, and what a sweep says of the target. */
export function syncVsAsyncPage(comparison: SyncVsAsyncResult): Page {
  const { trust, finding } = comparison;
  const tone = findingTones[finding.kind];
  return {
    ...studyHead(comparison, {
      heading: requestText(comparison),
      lead: methodParts(comparison),
      otherwise: { tone, label: finding.kind },
    }),
    ...pageSections([
      findingSummary(comparison, tone, effectFigures(comparison)),
      {
        id: 'sides',
        title: 'Side by side',
        parts: [wallTimes(comparison), ...sideTable(comparison), ...effectTable(comparison)],
      },
      sweepSection(comparison),
      latencySection(comparison),
      {
        id: 'rounds',
        title: 'Rounds',
        parts: [...speedupIntervals(comparison), ...roundTable(comparison)],
      },
      { id: 'failures', title: 'Failures', parts: failingSides(comparison).flatMap(failureBlocks) },
      {
        id: 'method',
        title: 'How it was measured',
        parts: [
          ...endNotice(comparisonServerEnd(comparison)),
          ...factList({
            method: methodParts(comparison),
            server: comparisonServerParts(comparison),
            trust: [trust.level],
          }),
        ],
      },
    ]),
  };
}

function latencySection(comparison: SyncVsAsyncResult): SectionDraft {
  const { sync, threads, async } = comparison;
  const curves = [
    { label: 'sync', colour: 0, distribution: sync.serviceTime },
    ...(threads === null ? [] : [{ label: 'threads', colour: 2, distribution: threads.serviceTime }]),
    { label: 'async', colour: 1, distribution: async.serviceTime },
  ];
  return {
    id: 'latency',
    title: 'Latency',
    parts: [
      ...latencyPlot({ id: 'latency-curve', title: 'Service time by percentile', curves }),
      percentileTable(spectrumOf(comparison), null),
    ],
  };
}

function sweepSection({ sweep }: SyncVsAsyncResult): SectionDraft {
  const parts = sweep === null ? [] : [...sweepCharts(sweep), sweepFacts(sweep), ...sweepTable(sweep)];
  return { id: 'sweep', title: 'Sweep', parts };
}

function failureBlocks({ name, result }: FailingSide): Block[] {
  const { plan, outcomes, errors } = accountingParts(result, plain);
  const id = name.replace(' ', '-');
  return [
    ...factList({ [name]: [...plan, ...outcomes, ...errors] }),
    ...failureTable(`failures-${id}`, `Failures, ${name}`, result.failures),
    ...failureTable(`socket-faults-${id}`, `Socket faults, ${name}`, result.sockets.faults),
  ];
}
