import type { Result } from '../../summary/result.ts';
import { formatCount, formatNumber } from '../format.ts';
import { loadText } from '../load-text.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { Table } from './page.ts';
import type { SectionDraft } from './page-sections.ts';

/** What was asked for, where a line doesn't say it: the flows of a scenario file, or several URLs. */
export function loadSection(result: Result): SectionDraft {
  return { id: 'load', title: 'Load', parts: [...flowTable(result), ...urlTable(result)] };
}

function flowTable({ flows }: Result): Table[] {
  const rows = flows.flatMap(({ name, load, vus, maxVus, shares }) => {
    const all = shares.reduce((sum, { weight }) => sum + weight, 0);
    return shares.map((share) => [
      textCell(share.name),
      textCell(name),
      textCell(loadText(load)),
      numberCell(formatCount(maxVus), maxVus),
      numberCell(all > 0 ? `${formatNumber((100 * share.weight) / all)} %` : formatNumber(vus), share.weight),
    ]);
  });
  if (rows.length === 0) return [];
  const columns = [
    textColumn('flow'),
    textColumn('load'),
    textColumn('how it arrives'),
    numberColumn('most VUs'),
    numberColumn('share of the load'),
  ];
  return [{ kind: 'table', id: 'flows', caption: 'Flows', columns, rows }];
}

function urlTable({ target: { requests } }: Result): Table[] {
  if (requests.length < 2) return [];
  return [
    {
      kind: 'table',
      id: 'urls',
      caption: 'Requests of the load',
      columns: [textColumn('name'), textColumn('method'), textColumn('URL'), numberColumn('weight')],
      rows: requests.map(({ name, method, url, weight }) => [
        textCell(name),
        textCell(method),
        textCell(url),
        numberCell(formatNumber(weight), weight),
      ]),
    },
  ];
}
