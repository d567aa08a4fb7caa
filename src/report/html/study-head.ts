import type { Report } from '../reporter.ts';
import { reportTitle } from '../report-title.ts';
import { statusOf } from './notices.ts';
import type { Page, Status } from './page.ts';

type StudyReport = Exclude<Report, { readonly kind: 'load-run' }>;

/** What stands above the sections; `otherwise` is the status where nothing was asked and nothing is wrong. */
export function studyHead(
  report: StudyReport,
  { heading, lead, otherwise }: { heading: string; lead: readonly string[]; otherwise: Status },
): Pick<Page, 'title' | 'heading' | 'lead' | 'status' | 'live'> {
  const { completion, trust, gates, inrush, startedAt } = report;
  const status = statusOf(completion, trust, gates);
  return {
    title: reportTitle(report),
    heading,
    lead: [lead.join(' · '), `inrush ${inrush} · ${startedAt}`],
    status: gates.length === 0 && status.tone === 'good' ? otherwise : status,
    live: null,
  };
}
