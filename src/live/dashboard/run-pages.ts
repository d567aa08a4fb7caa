import type { Baseline } from '../../gate/baseline/baseline.ts';
import { plain } from '../../report/palette.ts';
import { pageOf } from '../../report/html/page-of.ts';
import type { Live, Page, Status } from '../../report/html/page.ts';
import type { Rendering, Report } from '../../report/reporter.ts';
import type { Result } from '../../summary/result.ts';

/** What is known of a run, or a row of runs, before it is over. */
export type RunState = {
  /** What is measured, for people: a URL or a file. */
  readonly subject: string;
  /** Which one of several runs goes on; '' of a single one. */
  readonly label: string;
  /** Of that run; null before anything was measured. */
  readonly snapshot: Result | null;
  /** Somebody has asked for the end. */
  readonly isStopping: boolean;
  readonly canStop: boolean;
  /** Drawn beside it; null without one. */
  readonly baseline: Baseline | null;
};

const stopping: Status = { tone: 'warn', label: 'stopping' };

/** The page of a run in progress. */
export function livePage(state: RunState): Page {
  const { snapshot, label, isStopping, canStop, baseline } = state;
  const live: Live = { events: 'events', stop: canStop && !isStopping ? 'stop' : null };
  const page =
    snapshot === null ? waitingPage(state) : pageOf(snapshot, { palette: plain, latency: false, baseline });
  const lead = label === '' ? page.lead : [label, ...page.lead];
  return { ...page, lead, live, status: isStopping ? stopping : page.status };
}

/** The same page when all is over, gates judged. */
export function finalPage(report: Report, rendering: Rendering): Page {
  return pageOf(report, { palette: plain, ...rendering });
}

/** The last page of what came to nothing. */
export function failedPage(state: RunState, problems: readonly string[]): Page {
  const page = livePage(state);
  const lead = state.snapshot === null ? [] : page.lead;
  const notice = { kind: 'notice', tone: 'bad', title: 'There is no result', lines: problems } as const;
  return {
    ...page,
    lead,
    status: { tone: 'bad', label: 'failed' },
    live: null,
    sections: [{ id: 'failure', title: 'What went wrong', blocks: [notice] }, ...page.sections],
  };
}

function waitingPage({ subject }: RunState): Page {
  return {
    title: `inrush ${subject}`,
    heading: subject,
    lead: ['Nothing has been measured yet: the first numbers come a second after the start.'],
    status: { tone: 'neutral', label: 'starting' },
    sections: [],
    frames: {},
    live: null,
  };
}
