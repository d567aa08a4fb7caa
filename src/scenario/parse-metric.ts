import { suggest } from '../base/suggest.ts';
import type { Parsed } from '../base/units.ts';
import {
  comparisonFigures,
  isFigure,
  loadFigures,
  type Metric,
  outcomes,
  type RunKind,
  seriesNames,
  statistics,
} from './threshold-metric.ts';

/** As it was written, in any case and with spaces, such as `Service . p(95)` or `checks."status is 200"`. */
export function parseMetric(text: string, runKind: RunKind): Parsed<Metric> {
  const [, label] = /^\s*checks\s*\.\s*"((?:[^"\\]|\\.)+)"\s*$/i.exec(text) ?? [];
  if (label !== undefined && runKind === 'load') {
    return { ok: true, value: { kind: 'check', label: label.replaceAll(/\\(.)/g, '$1') } };
  }
  return parseName(text.toLowerCase().replaceAll(/\s/g, ''), runKind);
}

function parseName(name: string, runKind: RunKind): Parsed<Metric> {
  const figures = runKind === 'load' ? loadFigures : comparisonFigures;
  if (isFigure(name)) {
    return Object.hasOwn(figures, name) ? { ok: true, value: { kind: name } } : notHere(name, runKind);
  }
  const words = wordsOf(name);
  const latencyWords: readonly string[] = [...seriesNames, ...outcomes, ...statistics];
  const unknown = words.find((word) => !latencyWords.includes(word));
  if (unknown === undefined) return runKind === 'load' ? parseLatency(name, words) : notHere(name, runKind);
  if (words.length > 1 && isFigure(unknown)) return refuse(`${unknown} stands alone, without a dot`);
  if (/^p\d/.test(unknown)) {
    const percentiles = statistics.filter((statistic) => /^p\d/.test(statistic));
    return refuse(`${unknown} is not kept; the percentiles are ${percentiles.join(', ')}`);
  }
  const near = nearest(name, unknown, runKind);
  if (near === undefined) return notHere(runKind === 'load' ? unknown : name, runKind);
  return refuse(`there is no "${near.word}", did you mean "${near.meant}"?`);
}

/** Some figures hold dots themselves, so that the whole may be meant, or the part after the dot. */
function nearest(
  name: string,
  unknown: string,
  runKind: RunKind,
): { readonly word: string; readonly meant: string } | undefined {
  const figures = Object.keys(runKind === 'load' ? loadFigures : comparisonFigures);
  const part = figures.find((figure) => figure.split('.').includes(name));
  const whole = part ?? suggest(name, figures);
  if (whole !== undefined) return { word: name, meant: whole };
  if (runKind !== 'load') return undefined;
  const meant = suggest(unknown, [...figures, ...seriesNames, ...outcomes, ...statistics]);
  return meant === undefined ? undefined : { word: unknown, meant };
}

function parseLatency(name: string, words: readonly string[]): Parsed<Metric> {
  const [series, secondSeries] = seriesNames.filter((known) => words.includes(known));
  const [outcome, secondOutcome] = outcomes.filter((known) => words.includes(known));
  const [statistic, secondStatistic] = statistics.filter((known) => words.includes(known));
  if (statistic === undefined) {
    return refuse(`which number of ${name}? Add one of ${statistics.join(' ')}, as in ${name}.p95`);
  }
  const second = secondSeries ?? secondOutcome ?? secondStatistic;
  if (second !== undefined || new Set(words).size < words.length) {
    return refuse(`"${name}" names more than one number; expected one such as service.ok.p95`);
  }
  if (outcome !== undefined && series !== undefined && series !== 'response' && series !== 'service') {
    return refuse(`only response and service times tell ok from all; expected ${series}.${statistic}`);
  }
  return {
    ok: true,
    value: { kind: 'latency', series: series ?? null, outcome: outcome ?? 'all', statistic },
  };
}

/** `service.p(99.9)` in canonical words: `service`, `p99.9`. */
function wordsOf(name: string): string[] {
  // A dot before a digit belongs to a percentile.
  return name.split(/\.(?!\d)/).map((word) => {
    const percent = /^p\(?(\d+(?:\.\d+)?)\)?$/.exec(word)?.[1];
    if (percent !== undefined) return `p${Number(percent)}`;
    return otherWords.get(word) ?? word;
  });
}

/** As other tools write them. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ['avg', 'mean'],
  ['med', 'p50'],
  ['median', 'p50'],
]);

function notHere(name: string, runKind: RunKind): Parsed<never> {
  return refuse(
    runKind === 'load'
      ? `a load run has no "${name}"; it has ${Object.keys(loadFigures).join(', ')} and latencies such as p95, ok.mean or service.p99`
      : `sync against async has no "${name}"; it has ${Object.keys(comparisonFigures).join(', ')}`,
  );
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message };
}
