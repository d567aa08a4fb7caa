import { parseCount, type Parsed } from '../base/units.ts';
import type { TrendShape } from '../gate/trend/trend-shape.ts';
import { parsePercent } from './ab-flags.ts';
import { type Flag, reading, readText } from './flag.ts';
import { inconclusiveFlag, quietFlag, renderFlags, type ReportDraft } from './report-flags.ts';

/** What `inrush trend` looks for, while flags are read into it. */
export type TrendDraft = { -readonly [Key in keyof TrendShape]: TrendShape[Key] };

export const trendFlags: readonly Flag<TrendDraft>[] = [
  {
    name: 'metric',
    group: 'Trend:',
    value: 'NAME',
    describe: 'What to look at, such as p95; repeatable [p50, p95, p99, rate, errors]',
    isRepeatable: true,
    read: reading(readText, (draft, name) => (draft.metrics = [...(draft.metrics ?? []), name])),
  },
  {
    name: 'min-effect',
    group: 'Trend:',
    value: 'PERCENT',
    describe: 'Smallest change that matters [3%]',
    read: reading(parsePercent, (draft, share) => (draft.minEffect = share)),
  },
  {
    name: 'p-value',
    alias: 'P',
    group: 'Trend:',
    value: 'CHANCE',
    describe: 'How unlikely a change must be without a cause [0.001]',
    read: reading(parseChance, (draft, chance) => (draft.maxPValue = chance)),
  },
  {
    name: 'last',
    group: 'Trend:',
    value: 'N',
    describe: 'Only the newest N runs',
    read: reading(parseCount, (draft, count) => (draft.last = count)),
  },
  {
    name: 'fail-on-alert',
    group: 'Gates:',
    value: 'N',
    describe: 'Exit with 99 when a metric got worse within the newest N runs',
    read: reading(parseCount, (draft, count) => (draft.gatedRuns = count)),
  },
];

export const trendReportFlags: readonly Flag<ReportDraft>[] = [
  inconclusiveFlag('pass'),
  ...renderFlags.filter(({ name }) => name !== 'latency'),
  quietFlag,
];

/** `0.001`, `1e-4` */
function parseChance(text: string): Parsed<number> {
  return /^(\d+\.?\d*|\.\d+)(e-\d+)?$/i.test(text.trim())
    ? { ok: true, value: Number(text) }
    : { ok: false, message: `"${text}" is not a chance such as 0.001` };
}
