import { printable } from '../base/fit.ts';
import { confidenceFamilies } from './prometheus-confidence.ts';
import { countFamilies } from './prometheus-counts.ts';
import type { Family, Labels } from './prometheus-family.ts';
import { judgementFamilies } from './prometheus-judgements.ts';
import { requestFamilies } from './prometheus-requests.ts';
import { runFamilies } from './prometheus-runs.ts';
import { serverFamilies } from './prometheus-server.ts';
import { timeFamilies } from './prometheus-times.ts';
import type { RunReport, Reporter } from './reporter.ts';
import { runsOf } from './runs.ts';

/**
 * Prometheus' text format 0.0.4, without timestamps: for the textfile collector of node_exporter and for
 * Pushgateway. Times are summaries, as a run that is over has its quantiles and nothing is left to aggregate.
 */
export const prometheusReport: Reporter = (report) => familiesOf(report).map(familyText).join('');

/** Method or scenario, and the URL, tell two runs apart whose files lie in one folder. */
function familiesOf(report: RunReport): readonly Family[] {
  const { method, url } = report.target;
  const scenario = report.kind === 'load-run' ? report.scenario : null;
  const labels: Labels = scenario === null ? { method, url } : { scenario, url };
  const runs = runsOf(report).map((run) => ({
    ...run,
    labels: run.place === null ? labels : { ...labels, side: run.place.side, round: String(run.place.round) },
  }));
  return [
    ...runFamilies(runs),
    ...countFamilies(runs),
    ...timeFamilies(runs),
    ...requestFamilies(runs),
    ...confidenceFamilies(runs),
    ...serverFamilies(runs),
    ...judgementFamilies(report, labels),
  ];
}

/** A family without samples says nothing. */
export function familyText({ name, type, help, samples }: Family): string {
  if (samples.length === 0) return '';
  const values = new Map<string, number>();
  for (const { suffix = '', labels, value } of samples) {
    const key = `${name}${suffix}${labelText(labels)}`;
    // The same sample twice would make the whole text unreadable to Prometheus.
    values.set(key, type === 'counter' ? (values.get(key) ?? 0) + value : (values.get(key) ?? value));
  }
  const lines = [...values].map(([key, value]) => `${key} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return printable(value).replaceAll(/["\\]/g, String.raw`\$&`);
}
