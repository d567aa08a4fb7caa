import { errorCount } from '../../stats/counters.ts';
import type { Confidence, Result } from '../../summary/result.ts';
import { type QuantileKey, reportedQuantiles } from '../../summary/quantiles.ts';
import {
  formatCount,
  formatDuration,
  formatLatency,
  formatPercent,
  formatRate,
  noNumber,
} from '../format.ts';
import { percentileCell } from '../series.ts';
import type { Figure, Figures } from './page.ts';
import { toneOfErrors, trustTones } from './tones.ts';

/** Below this share of the asked rate, what was achieved is worth a look. */
const enough = 0.99;

const shown = reportedQuantiles.filter(({ label }) => ['p50', 'p95', 'p99'].includes(label));

/** The few numbers of a run that matter most. */
export function runFigures(result: Result): Figures {
  return {
    kind: 'figures',
    items: [
      rateFigure(result),
      ...timeFigures(result),
      errorFigure(result),
      ...checkFigure(result),
      trustFigure(result),
    ],
  };
}

function rateFigure({ throughput: { answeredPerS, askedPerS }, measuredMs, scenario }: Result): Figure {
  const over = `over ${formatDuration(measuredMs)}`;
  const asked = scenario === null ? askedPerS : null;
  return {
    label: 'answered',
    value: `${formatRate(answeredPerS)}/s`,
    note: asked === null ? over : `of ${formatRate(asked)}/s, ${over}`,
    tone: asked !== null && answeredPerS < asked * enough ? 'warn' : 'neutral',
  };
}

function timeFigures({ latency: { responseTime, serviceTime, confidence } }: Result): Figure[] {
  const { all } = responseTime ?? serviceTime;
  const name = responseTime === null ? 'service time' : 'response time';
  return shown.flatMap(({ key, label }) => {
    if (all[key] === null) return [];
    const note = sureText(confidence, key);
    return [
      { label: `${label} ${name}`, value: percentileCell(all[key], all), note, tone: 'neutral' as const },
    ];
  });
}

function sureText(confidence: Confidence | null, key: QuantileKey): string | null {
  const interval = confidence?.percentiles[key] ?? null;
  if (confidence === null || interval === null) return null;
  const high = interval.highUs === null ? '?' : formatLatency(interval.highUs);
  return `${formatPercent(confidence.level)} sure: ${formatLatency(interval.lowUs)} to ${high}`;
}

function errorFigure({ accounting }: Result): Figure {
  const { started } = accounting;
  const errors = errorCount(accounting);
  return {
    label: 'errors',
    value: started === 0 ? noNumber : formatPercent(errors / started),
    note: `${formatCount(errors)} of ${formatCount(started)} requests`,
    tone: toneOfErrors(errors),
  };
}

function checkFigure({ checks }: Result): Figure[] {
  const failed = checks.reduce((sum, check) => sum + check.failed, 0);
  const all = checks.reduce((sum, check) => sum + check.passed, failed);
  if (all === 0) return [];
  const note = `${formatCount(failed)} of ${formatCount(all)} failed`;
  return [{ label: 'checks', value: formatPercent(1 - failed / all), note, tone: toneOfErrors(failed) }];
}

function trustFigure({ trust: { level, reasons } }: Result): Figure {
  const note = reasons.length === 0 ? 'the generator was not the limit' : 'see above';
  return { label: 'trust', value: level, note, tone: trustTones[level] };
}
