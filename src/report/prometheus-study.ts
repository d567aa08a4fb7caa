import type { Change } from '../gate/change.ts';
import { familyText } from './prometheus.ts';
import type { Family, Labels } from './prometheus-family.ts';
import { judgementFamilies } from './prometheus-judgements.ts';
import { subjectOf } from './report-title.ts';
import type { Reporter, Study } from './reporter.ts';

type ShownChange = Pick<Change, 'metric' | 'request' | 'effect' | 'effectKind' | 'verdict'>;

/** The verdicts of a study in Prometheus' text format: what changed, gates and trust. */
export const prometheusStudy: Reporter<Study> = (study) => {
  const labels: Labels = { kind: study.kind, measured: subjectOf(study) };
  return [
    ...completionFamilies(study, labels),
    ...changeFamilies(study, labels),
    ...judgementFamilies(study, labels),
  ]
    .map(familyText)
    .join('');
};

function completionFamilies({ startedAt, completion }: Study, labels: Labels): Family[] {
  const isComplete = completion.state === 'complete' ? 1 : 0;
  return [
    gauge('run_start_timestamp_seconds', 'When the load started, since the epoch.', [
      { labels, value: Date.parse(startedAt) / 1000 },
    ]),
    gauge('run_complete', 'Whether the run ended as planned.', [{ labels, value: isComplete }]),
  ];
}

function changeFamilies(study: Study, labels: Labels): Family[] {
  const changes: readonly ShownChange[] = 'changes' in study ? study.changes : [];
  const labelled = changes.map((change) => ({
    change,
    labels: {
      ...labels,
      metric: change.metric,
      ...(change.request === null ? {} : { request: change.request }),
    },
  }));
  return [
    gauge(
      'change_effect',
      'By how much the candidate is larger: a share, or percentage points (effect).',
      labelled.flatMap(({ change, labels: own }) =>
        change.effect === null
          ? []
          : [{ labels: { ...own, effect: change.effectKind }, value: change.effect }],
      ),
    ),
    gauge(
      'change_verdict',
      'Always 1; the verdict is a label.',
      labelled.map(({ change, labels: own }) => ({ labels: { ...own, verdict: change.verdict }, value: 1 })),
    ),
  ];
}

function gauge(name: string, help: string, samples: Family['samples']): Family {
  return { name: `inrush_${name}`, type: 'gauge', help, samples };
}
