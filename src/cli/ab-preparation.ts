import { InrushError } from '../base/errors.ts';
import { readMachine } from '../machine/read-machine.ts';
import { noRefs, readRefs, type RefReading } from '../modes/ab/git-refs.ts';
import { type AbPlans, planAb } from '../modes/ab/plan-ab.ts';
import type { Machine } from '../plan/machine.ts';
import type { UrlReading } from '../scenario/url-list.ts';
import type { AbLine } from './ab-line.ts';
import { freePorts } from './ab-ports.ts';
import { type AskedSides, askedSides, type CommonTarget } from './ab-sides.ts';
import { type PlannedAbSide, planAbSide, sharedPlaceProblems } from './plan-ab-side.ts';
import { type Output, planOutputs } from './outputs.ts';
import type { ReportDraft } from './report-flags.ts';
import { fingerprintNotes } from './run-line.ts';
import { readUrls } from './url-sources.ts';

/** All that is known before the first thing is sent, built or started. */
export type AbPreparation = {
  readonly plans: AbPlans;
  readonly machine: Machine;
  readonly report: ReportDraft;
  readonly outputs: readonly Output[];
  readonly notes: readonly string[];
  readonly isRestarted: boolean;
  readonly refs: RefReading;
  readonly build: string | null;
  readonly a: PlannedAbSide;
  readonly b: PlannedAbSide;
  readonly showsOutput: boolean;
  /** Lets go of what planning has put on disk. */
  readonly dispose: () => void;
};

/** Throws `usage` with everything that is wrong at once. */
export async function prepareAb(line: AbLine): Promise<AbPreparation> {
  const { ab, report } = line;
  const machine = readMachine();
  const { outputs, problems: outputProblems } = planOutputs(report.outputs, 'ab');
  const { common, urls, problems: urlProblems } = await commonUrls(line);
  const asked = askedSides(ab, line.server, common);
  const [portA = 0, portB = 0] = await freePorts(2);
  const [a, b] = await Promise.all([
    planAbSide(line, { ...asked.a, port: portA }, urls, machine),
    planAbSide(line, { ...asked.b, port: portB }, urls, machine),
  ]);
  const dispose = (): void => {
    for (const { file } of [a, b]) file?.dispose();
  };
  try {
    const refs = await refsOf(asked);
    const [labelA, labelB] = refs.commits.map(({ label }) => label);
    const plans = planAb({ ...a, label: labelA ?? a.label }, { ...b, label: labelB ?? b.label }, ab.shape);
    const problems = [
      ...line.problems,
      ...urlProblems,
      ...asked.problems,
      ...refs.problems,
      ...(plans.ok ? sharedPlaceProblems(a, b) : plans.problems),
      ...outputProblems,
    ];
    if (problems.length > 0 || !plans.ok) throw new InrushError('usage', problems);
    return {
      plans: plans.plan,
      machine,
      report,
      outputs,
      notes: [...plans.notes, ...fileNotes(a), ...refNotes(refs), ...fingerprintNotes()],
      isRestarted: ab.isRestarted,
      refs,
      build: ab.build,
      a,
      b,
      showsOutput: line.serverDraft.showsOutput,
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

async function commonUrls({
  file,
  words,
  scenario,
}: AbLine): Promise<UrlReading & { readonly common: CommonTarget }> {
  if (file !== null) {
    const message = `one scenario file, got ${words.join(' ')}`;
    return { common: 'file', urls: [], problems: words.length > 1 ? [{ message }] : [] };
  }
  const { urlsFrom, requestsFrom } = scenario;
  const isGiven = [words, urlsFrom, requestsFrom].some((source) => source.length > 0);
  if (!isGiven) return { common: null, urls: [], problems: [] };
  return { common: 'urls', ...(await readUrls({ words, urlsFrom, requestsFrom })) };
}

async function refsOf({ a, b }: AskedSides): Promise<RefReading> {
  const refs = [a, b].flatMap(({ ref }) => ref ?? []);
  return refs.length === 2 ? readRefs(process.cwd(), refs) : noRefs;
}

function fileNotes({ file, server }: PlannedAbSide): string[] {
  if (file === null) return [];
  const notes: string[] = [];
  if (server === null && file.serve !== null) {
    notes.push('the file has a server under test, which is not started: A and B are asked as they are');
  }
  if (file.thresholds.length > 0) notes.push('thresholds of the file are about one run, and not judged here');
  return notes;
}

function refNotes({ commits: [a, b], hasChanges }: RefReading): string[] {
  return [
    ...(hasChanges ? ['changes that are not committed are on neither side'] : []),
    ...(a !== undefined && a.hash === b?.hash ? [`${a.label} and ${b.label} are the same commit`] : []),
  ];
}
