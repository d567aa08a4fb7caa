import type {
  FailedRate,
  FindMaxFinding,
  FindMaxResult,
  HeldRate,
  RateRow,
  TrialRow,
} from '../../modes/find-max/find-max-result.ts';
import { hasUnsure, methodParts, rateCells, trialNotes, unsureNote } from '../find-max-parts.ts';
import { findMaxSubject } from '../find-max-text.ts';
import { formatCount, formatDuration, formatPercent, formatRate, noNumber } from '../format.ts';
import { serverParts } from '../server-lines.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import { factList } from './fact-list.ts';
import { findingSummary } from './finding-summary.ts';
import type { Figures, Page, Table, Tone } from './page.ts';
import { pageSections } from './page-sections.ts';
import { answeredChart, conditionCharts, rateLatencyChart, trialChart } from './rate-charts.ts';
import { rowsTable } from './rows-table.ts';
import { endNotice } from './server-section.ts';
import { studyHead } from './study-head.ts';
import { usedColumns } from './used-columns.ts';

const findingTones: Readonly<Record<FindMaxFinding['kind'], Tone>> = {
  found: 'good',
  'at-least': 'good',
  wide: 'warn',
  'generator-limited': 'bad',
  'none-holds': 'bad',
};

const verdictTones: Readonly<Record<RateRow['verdict'], Tone>> = {
  within: 'good',
  beyond: 'bad',
  unclear: 'warn',
  generator: 'warn',
};

/** The answer, what holds and what doesn't, and the trials that led there. */
export function findMaxPage(result: FindMaxResult): Page {
  const { finding, slo } = result;
  const tone = findingTones[finding.kind];
  return {
    ...studyHead(result, {
      heading: findMaxSubject(result),
      lead: [`highest rate within ${slo}`],
      otherwise: { tone, label: finding.kind },
    }),
    ...pageSections([
      findingSummary(result, tone, bracketFigures(result)),
      {
        id: 'rates',
        title: 'What holds',
        parts: [
          ...conditionCharts(result),
          ...rateTable(result),
          ...rateLatencyChart(result),
          ...answeredChart(result),
        ],
      },
      { id: 'trials', title: 'Trials', parts: [...trialChart(result), ...trialTable(result)] },
      {
        id: 'method',
        title: 'How it was searched',
        parts: [...endNotice(result.server?.ended ?? null), ...methodFacts(result)],
      },
    ]),
  };
}

function bracketFigures({ bracket: { holds, fails, width }, design }: FindMaxResult): Figures {
  const isLimited = fails?.cause === 'generator';
  const isUnknown = fails === null || isLimited;
  const failedNote = fails === null ? unfailedText(holds) : failedText(fails);
  return {
    kind: 'figures',
    items: [
      {
        label: 'holds',
        value: rateText(holds),
        note: holds === null ? 'no rate that was tried is known to' : heldText(holds),
        tone: holds === null ? (isUnknown ? 'neutral' : 'bad') : 'good',
      },
      {
        label: isLimited ? 'not known from' : "doesn't hold",
        value: rateText(fails),
        note: failedNote,
        tone: 'neutral',
      },
      {
        label: 'between them',
        value: width === null ? noNumber : formatPercent(width),
        note: `${formatPercent(design.precision)} asked for`,
        tone: 'neutral',
      },
    ],
  };
}

function rateText(rate: { readonly ratePerS: number } | null): string {
  return rate === null ? noNumber : `${formatRate(rate.ratePerS)}/s`;
}

function heldText({ isConfirmed, isBound, trialMs }: HeldRate): string {
  const measured = `${formatDuration(trialMs)} measured`;
  if (isConfirmed) return `in a longer trial, too, ${measured}`;
  return isBound ? measured : `after short trials only, ${measured}`;
}

function unfailedText(holds: HeldRate | null): string {
  return holds === null ? 'no rate that was tried is known not to' : 'every rate that was tried holds';
}

function failedText({ cause, reason, trialMs, isBound }: FailedRate): string {
  if (cause === 'generator') return `the generator gave way: ${reason ?? ''}`;
  return `${formatDuration(trialMs)} measured${isBound ? '' : ', after short trials only'}`;
}

function rateTable(result: FindMaxResult): Table[] {
  const { rates } = result;
  const rows = rateCells(result);
  const last = (rows[0]?.length ?? 0) - 1;
  return rowsTable({
    id: 'rates-table',
    caption: `Rate by rate${hasUnsure(result) ? ` (${unsureNote})` : ''}`,
    rows,
    isNumber: (column) => column < last,
    orderOf: (row, column) => rateOrders(rates[row])[column] ?? null,
    toneOf: (row, column) => (column === last ? verdictTones[rates[row]?.verdict ?? 'unclear'] : 'neutral'),
  });
}

/** In the order of the columns of {@link rateCells}. */
function rateOrders(rate: RateRow | undefined): (number | null)[] {
  if (rate === undefined) return [];
  const { ratePerS, answeredPerS, time, errorPercent, trialMs } = rate;
  return [ratePerS, answeredPerS, time.p50Us, time.p95Us, time.p99Us, errorPercent, trialMs];
}

function trialTable({ trials }: FindMaxResult): Table[] {
  if (trials.length === 0) return [];
  return [
    usedColumns({
      kind: 'table',
      id: 'trials-table',
      caption: 'Trial by trial',
      columns: [
        numberColumn('trial'),
        numberColumn('rate per second'),
        textColumn('length', 'short: where to look; full: to be sure; long: the last one'),
        numberColumn('measured'),
        numberColumn('pause before'),
        textColumn('note'),
      ],
      rows: trials.map((trial, index) => [
        numberCell(formatCount(index + 1), index + 1),
        numberCell(formatRate(trial.ratePerS), trial.ratePerS),
        textCell(trial.length),
        numberCell(formatDuration(trial.measuredMs), trial.measuredMs),
        numberCell(trial.pauseMs === 0 ? '' : formatDuration(trial.pauseMs), trial.pauseMs),
        textCell(trialNote(trial)),
      ]),
    }),
  ];
}

function trialNote({ endedEarly, isRested }: TrialRow): string {
  return [
    ...(endedEarly ? ['ended early: far beyond the SLO'] : []),
    ...(isRested === false ? ['the target was still slow from the one before'] : []),
  ].join('; ');
}

function methodFacts(result: FindMaxResult): ReturnType<typeof factList> {
  const { server } = result;
  return factList({
    method: methodParts(result),
    trials: trialNotes(result),
    server: server === null ? [] : [server.command, ...serverParts(server)],
    trust: [result.trust.level],
  });
}
