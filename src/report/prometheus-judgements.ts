import type { GateOutcome, Trust, TrustLevel } from '../summary/result.ts';
import { type Family, type Labels, one, type Sample } from './prometheus-family.ts';
import type { Report } from './reporter.ts';

const levels: readonly TrustLevel[] = ['ok', 'degraded', 'invalid'];

/** Trust, gates and, of a comparison, its effect. */
export function judgementFamilies(report: Report, labels: Labels): readonly Family[] {
  const { trust, gates } = report;
  return [
    ...effectFamilies(report, labels),
    gauge(
      'trust',
      'Whether the numbers can be relied on: 1 for the level that applies.',
      levels.map((level) => ({ labels: { ...labels, level }, value: level === trust.level ? 1 : 0 })),
    ),
    gauge('trust_reasons', 'Reasons against the numbers, by signal and level.', reasonSamples(trust, labels)),
    ...gateFamilies(gates, labels),
  ];
}

/** Units are in a label: they differ from gate to gate. */
function gateFamilies(gates: readonly GateOutcome[], labels: Labels): Family[] {
  const samples = (valueOf: (gate: GateOutcome) => number | null, more: Labels = {}): Sample[] =>
    gates.flatMap((gate) => {
      const { expression, unit } = gate;
      return one({ labels: { ...labels, expression, unit, ...more } }, valueOf(gate));
    });
  return [
    gauge(
      'gate_passed',
      'Whether a condition of --fail-if, or a threshold of a scenario file, was passed.',
      gates.map(({ expression, verdict }) => ({
        labels: { ...labels, expression },
        value: verdict === 'passed' ? 1 : 0,
      })),
    ),
    gauge(
      'gate_value',
      'What was measured, in the unit of the condition.',
      samples(({ value }) => value),
    ),
    gauge('gate_interval', 'Between which ends the true value lies.', [
      ...samples(({ interval }) => interval?.low ?? null, { end: 'low' }),
      ...samples(({ interval }) => interval?.high ?? null, { end: 'high' }),
    ]),
    gauge(
      'gate_limit',
      'The limit of the condition, or what a baseline led to.',
      samples(({ limit }) => limit),
    ),
    gauge(
      'gate_margin',
      'How far the value is on the good side of the limit; below 0 on the bad one.',
      samples(({ margin }) => margin),
    ),
  ];
}

/** Both sides of a comparison may have the same reason. */
function reasonSamples({ reasons }: Trust, labels: Labels): Sample[] {
  const kinds = new Map(reasons.map(({ level, signal }) => [`${level} ${signal}`, { level, signal }]));
  return [...kinds.values()].map((kind) => ({
    labels: { ...labels, ...kind },
    value: reasons.filter(({ level, signal }) => level === kind.level && signal === kind.signal).length,
  }));
}

function effectFamilies(report: Report, labels: Labels): Family[] {
  if (report.kind !== 'sync-vs-async') return [];
  const { speedup, scalingEfficiency, latencyInflation, handledAtOnce } = report.effect;
  return [
    gauge('speedup_ratio', 'Sync wall time over async wall time.', one({ labels }, speedup)),
    gauge('scaling_efficiency_ratio', 'Speed-up over concurrency.', one({ labels }, scalingEfficiency)),
    gauge('latency_inflation_ratio', 'Async over sync service time.', one({ labels }, latencyInflation)),
    gauge(
      'handled_at_once_requests',
      'Requests the target works on at a time.',
      one({ labels }, handledAtOnce),
    ),
  ];
}

function gauge(name: string, help: string, samples: Family['samples']): Family {
  return { name: `inrush_${name}`, type: 'gauge', help, samples };
}
