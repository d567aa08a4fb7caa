import { describeCause, InrushError } from '../../base/errors.ts';
import { clip } from '../../base/fit.ts';
import { compareResults } from '../../gate/compare/compare-results.ts';
import type { ComparedSide } from '../../gate/compare/compared-side.ts';
import { sideOfBaseline, sideOfRuns } from '../../gate/compare/make-side.ts';
import { type NamedResult, overlayPage } from '../../report/html/overlay-page.ts';
import { pageOf } from '../../report/html/page-of.ts';
import type { Page } from '../../report/html/page.ts';
import { plain } from '../../report/palette.ts';
import { listingPage } from './listing-page.ts';
import type { Answer, Site, Visit } from './page-server.ts';
import { type StoredDocument, StoredDocuments } from './stored-documents.ts';

const options = { palette: plain, latency: true };
const back = { label: 'all results', href: './' };

/** The results of a folder: a list, each by itself, and any two runs against each other. */
export function resultsSite(folder: string): Site {
  const documents = new StoredDocuments(folder);
  return async ({ method, place, query }) => {
    if (method !== 'GET') return { kind: 'read-only' };
    switch (place) {
      case '':
        return listing(folder, documents);
      case 'report':
        return reportOf(query.get('name') ?? '', documents);
      case 'compare':
        return comparison(query, documents);
      default:
        return { kind: 'refused', status: 404, text: 'nothing is here' };
    }
  };
}

async function listing(folder: string, documents: StoredDocuments): Promise<Answer> {
  try {
    return page(200, listingPage(folder, await documents.list()));
  } catch (error) {
    return page(500, problemPage(`${clip(folder, 300)} can't be read`, [describeCause(error)]));
  }
}

async function reportOf(name: string, documents: StoredDocuments): Promise<Answer> {
  const document = await documents.read(name);
  if (document === null) return page(404, problemPage('This result is gone', [goneText(name)]));
  if (document.kind === 'report') return page(200, { ...pageOf(document.report, options), back });
  const reasons = document.kind === 'other' ? document.reasons : ['it is a baseline: compare a run with it'];
  return page(422, problemPage(`${clip(name, 300)} can't be shown`, reasons));
}

async function comparison(query: Visit['query'], documents: StoredDocuments): Promise<Answer> {
  const names = [query.get('base') ?? '', query.get('head') ?? ''] as const;
  const [base, head] = [await readSide(names[0], documents), await readSide(names[1], documents)];
  const problems = [base, head].flatMap((side) => (side.ok ? [] : [side.problem]));
  if (!base.ok || !head.ok) return page(422, problemPage('These can not be compared', problems));
  try {
    // Whoever chose them knows of what they are; the page says how they differ, and decides nothing then.
    const result = compareResults(base.side, head.side, { allowDifferent: true });
    const compared = pageOf(result, options);
    const runs = [base, head].flatMap((side) => side.runs);
    return page(200, { ...(runs.length === 2 ? withCharts(compared, overlayPage(runs)) : compared), back });
  } catch (error) {
    if (!(error instanceof InrushError)) throw error;
    const lines = error.problems.map(({ message }) => clip(message, 300));
    return page(422, problemPage('These can not be compared', lines));
  }
}

type SideReading =
  /** A baseline has none that could be drawn. */
  | { readonly ok: true; readonly side: ComparedSide; readonly runs: readonly NamedResult[] }
  | { readonly ok: false; readonly problem: string };

async function readSide(name: string, documents: StoredDocuments): Promise<SideReading> {
  const document: StoredDocument | null = name === '' ? null : await documents.read(name);
  if (document === null) {
    return { ok: false, problem: name === '' ? 'Choose two of the list.' : goneText(name) };
  }
  if (document.kind === 'baseline') {
    return { ok: true, side: sideOfBaseline(name, document.baseline), runs: [] };
  }
  if (document.kind === 'other') return { ok: false, problem: `${name}: ${document.reasons.join('; ')}` };
  const { report } = document;
  if (report.kind !== 'load-run') {
    return { ok: false, problem: `${clip(name, 300)}: it is of kind ${report.kind}, and no load run` };
  }
  const runs = [{ name, result: report }];
  return { ok: true, side: sideOfRuns(name, 'result', runs), runs };
}

/** Both runs drawn over each other, before what it rests on. */
function withCharts(compared: Page, overlay: Page): Page {
  const charts = overlay.sections.filter(({ id }) => id === 'latency' || id === 'over-time');
  const [before, method] = [compared.sections.slice(0, -1), compared.sections.slice(-1)];
  const frames = { ...compared.frames, ...overlay.frames };
  return { ...compared, sections: [...before, ...charts, ...method], frames };
}

function goneText(name: string): string {
  return `There is no ${clip(name, 300)} in this folder: load the list again.`;
}

function page(status: number, shown: Page): Answer {
  return { kind: 'page', status, page: shown };
}

function problemPage(title: string, lines: readonly string[]): Page {
  return {
    title,
    heading: title,
    lead: [],
    status: { tone: 'bad', label: 'no result' },
    sections: [
      { id: 'problem', title: 'What is wrong', blocks: [{ kind: 'notice', tone: 'bad', title, lines }] },
    ],
    frames: {},
    live: null,
    back,
  };
}
