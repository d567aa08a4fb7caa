import { clip } from '../../base/fit.ts';
import { formatCount } from '../../report/format.ts';
import { numberColumn, textCell, textColumn } from '../../report/html/cells.ts';
import { leftOutTable } from '../../report/html/left-out-table.ts';
import { pageSections } from '../../report/html/page-sections.ts';
import type { Block, Cell, Notice, Page, Picker, Table } from '../../report/html/page.ts';
import { type ListedFile, runColumns, studyColumns } from './listed-file.ts';
import type { Listing } from './stored-documents.ts';

/** The results of a folder: each can be opened, and any two runs compared. */
export function listingPage(folder: string, { files, omitted }: Listing): Page {
  const newestFirst = files.toSorted((a, b) => b.startedMs - a.startedMs);
  const runs = newestFirst.filter(({ kind }) => kind === 'run' || kind === 'baseline');
  const studies = newestFirst.filter(({ kind }) => kind === 'study');
  const others = newestFirst.filter(({ kind }) => kind === 'other');
  const shown = runs.length + studies.length;
  return {
    title: clip(`results in ${folder}`, 200),
    heading: `Results in ${clip(folder, 300)}`,
    lead: ['What comes later is here when the page is loaded again.'],
    status: { tone: 'neutral', label: shown === 1 ? '1 result' : `${formatCount(shown)} results` },
    ...pageSections([
      { id: 'runs', title: 'Runs', parts: [...emptyNotice(shown, folder), ...picker(runs)] },
      { id: 'studies', title: 'Comparisons and searches', parts: studyTable(studies) },
      { id: 'others', title: 'Left out', parts: [...omittedNotice(omitted), ...otherTable(others)] },
    ]),
    live: null,
  };
}

/** Within the server. */
export function reportAddress(name: string): string {
  return `report?${new URLSearchParams({ name }).toString()}`;
}

function picker(runs: readonly ListedFile[]): Picker[] {
  if (runs.length === 0) return [];
  const table: Table = {
    kind: 'table',
    id: 'runs',
    caption: 'The newest first: choose two to compare them',
    columns: columnsOf(runColumns),
    rows: runs.map(rowOf),
  };
  return [{ kind: 'picker', table, action: 'compare', values: runs.map(({ name }) => name) }];
}

function studyTable(studies: readonly ListedFile[]): Table[] {
  if (studies.length === 0) return [];
  const caption = 'They hold no runs that could be compared';
  const columns = columnsOf(studyColumns);
  return [{ kind: 'table', id: 'studies', caption, columns, rows: studies.map(rowOf) }];
}

function columnsOf(
  columns: readonly { readonly label: string; readonly isNumber: boolean }[],
): Table['columns'] {
  const rest = columns.map(({ label, isNumber }) => (isNumber ? numberColumn(label) : textColumn(label)));
  return [textColumn('file'), ...rest];
}

/** A baseline is no result: there is nothing to open. */
function rowOf({ name, kind, cells }: ListedFile): readonly Cell[] {
  return [{ ...textCell(name), href: kind === 'baseline' ? null : reportAddress(name) }, ...cells];
}

function otherTable(others: readonly ListedFile[]): Block[] {
  return leftOutTable(others.map(({ name, cells }) => ({ name, reason: cells[0]?.text ?? '' })));
}

function emptyNotice(shown: number, folder: string): Notice[] {
  if (shown > 0) return [];
  const command = `inrush URL -o json=${clip(folder, 100)}/result.json`;
  const lines = [`${command} writes one.`];
  return [{ kind: 'notice', tone: 'neutral', title: 'There is no result in this folder yet', lines }];
}

function omittedNotice(omitted: number): Notice[] {
  if (omitted === 0) return [];
  const title = `${formatCount(omitted)} older files are not listed`;
  const lines = ['The newest are. Open a folder with fewer to see the others.'];
  return [{ kind: 'notice', tone: 'warn', title, lines }];
}
