import type { GateVerdict } from '../gate/verdict.ts';
import { reportedQuantiles } from '../summary/quantiles.ts';
import type { Completion, Confidence, FailureCount, GateOutcome, Trust } from '../summary/result.ts';
import { confidenceParts } from './confidence-rows.ts';
import { formatCount, noNumber } from './format.ts';
import { gateColumns } from './gate-columns.ts';
import { code, prose, tableLines } from './markdown-text.ts';
import { missingPercentiles } from './missing-percentiles.ts';
import { distrust, partialReasons } from './notice-lines.ts';
import { extremeCell, percentileCell, type Series } from './series.ts';
import { jointVerdict } from './verdict-lines.ts';

const mostReasons = 10;

const signs: Readonly<Record<GateVerdict | GateOutcome['verdict'], string>> = {
  passed: '✅',
  failed: '❌',
  'no-data': '❌',
  inconclusive: '⚠️',
  invalid: '⚠️',
};

/** The heading: what the gates came to, or `otherwise` where there are none. */
export function headingLines(gates: readonly GateOutcome[], trust: Trust, otherwise: string): string[] {
  if (gates.length === 0) return [`### ${otherwise}`];
  const { verdict, tally } = jointVerdict(gates, trust);
  return [`### ${signs[verdict]} ${verdict}: ${tally}`];
}

/** What a reader must know before any number. */
export function noticeMarkdown(completion: Completion, trust: Trust): string[] {
  const partial = partialReasons(completion).map(prose).join('; ');
  return [
    ...(completion.state === 'partial' ? [`- **PARTIAL**: ${partial}`] : []),
    ...(trust.level === 'invalid' ? [`- **INVALID**: ${distrust}, see trust below`] : []),
  ];
}

/** A row for each condition; columns that no gate has a word for are left out. */
export function gateLines(gates: readonly GateOutcome[]): string[] {
  if (gates.length === 0) return [];
  const columns = gateColumns(gates);
  const rows = gates.map((gate) => [
    `${signs[gate.verdict]} ${gate.verdict}`,
    ...columns.map(({ textOf, isOurs }) => (isOurs ? prose : code)(textOf(gate))),
  ]);
  const alignments = columns.map(({ order }) => (order === null ? ('left' as const) : ('right' as const)));
  return tableLines(['', ...columns.map(({ head }) => head)], rows, ['left', ...alignments]);
}

/**
 * A row a series, the most important one bold and with how sure its percentiles are; `latency` adds p99.99, minimum,
 * mean and count.
 */
export function percentileMarkdown(
  series: readonly Series[],
  latency: boolean,
  confidence: Confidence | null = null,
): string[] {
  const shown = reportedQuantiles.filter(({ key }) => latency || key !== 'p9999Us');
  const { rows: bounds, notes } = confidenceParts(confidence, series[0]?.distribution, shown);
  const boundCells = bounds.map(({ label, cellOf }) => [
    label,
    ...(latency ? ['', '', ''] : []),
    ...shown.map(({ key }) => cellOf(key)),
    '',
  ]);
  const rows = series.flatMap(({ name, okOnly, distribution: one }, index) => {
    const cells = [
      ...(latency
        ? [formatCount(one.count), percentileCell(one.minUs, one), extremeCell(one.meanUs, one)]
        : []),
      ...shown.map(({ key }) => percentileCell(one[key], one)),
      extremeCell(one.maxUs, one),
    ];
    const label = okOnly ? `${name}, ok only` : name;
    if (index > 0) return [[label, ...cells]];
    return [[label, ...cells.map((cell) => (cell === noNumber ? cell : `**${cell}**`))], ...boundCells];
  });
  const head = ['', ...(latency ? ['count', 'min', 'mean'] : []), ...shown.map(({ label }) => label), 'max'];
  const gaps = missingPercentiles(series, shown);
  return [
    ...tableLines(head, rows, ['left', ...head.slice(1).map(() => 'right' as const)]),
    ...(gaps.length === 0 ? [] : ['', gaps.join(' ')]),
    ...notes.flatMap((note) => ['', note]),
  ];
}

/** Failures by reason with one example each, as the target worded it. */
export function failureMarkdown(what: string, failures: readonly FailureCount[]): string[] {
  if (failures.length === 0) return [];
  const rows = failures
    .slice(0, mostReasons)
    .map(({ reason, count, example }) => [formatCount(count), code(reason), code(example)]);
  const rest = failures.length - rows.length;
  return [
    ...tableLines([what, 'reason', 'example'], rows, ['right', 'left', 'left']),
    ...(rest > 0 ? ['', `and ${rest} more`] : []),
  ];
}

/** Whether the numbers can be relied on; if not, every reason with what to do about it. */
export function trustMarkdown({ level, reasons }: Trust): string[] {
  return [
    `Trust: **${level}**`,
    ...(reasons.length === 0 ? [] : ['']),
    ...reasons.map((reason) => `- ${reason.level}: ${prose(reason.message)} → ${prose(reason.hint)}`),
  ];
}
