import type { NamedRun } from './runs.ts';

/** Metrics of one name, which the text format wants together. */
export type Family = {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly help: string;
  readonly samples: readonly Sample[];
};

export type Sample = {
  readonly suffix?: '_sum' | '_count';
  readonly labels: Labels;
  readonly value: number;
};

export type Labels = Readonly<Record<string, string>>;
export type LabelledRun = NamedRun & { readonly labels: Labels };

/** What all runs of a report say to one metric. */
export function family(
  type: Family['type'],
  name: string,
  help: string,
  runs: readonly LabelledRun[],
  samplesOf: (run: LabelledRun) => readonly Sample[],
): Family {
  return { name: `inrush_${name}`, type, help, samples: runs.flatMap(samplesOf) };
}

/** A single number; null is none. */
export function one({ labels }: { readonly labels: Labels }, value: number | null): Sample[] {
  return value === null ? [] : [{ labels, value }];
}

export function byLabel(
  { labels }: { readonly labels: Labels },
  label: string,
  entries: readonly (readonly [name: string, value: number])[],
): Sample[] {
  return entries.map(([name, value]) => ({ labels: { ...labels, [label]: name }, value }));
}
