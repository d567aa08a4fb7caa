import type { FrameUpdate, Page, PageUpdate, Table } from '../../src/report/html/page.ts';

/** A chart, a table and a fact of a run that has gone on for so many seconds. */
export function smallPage(seconds: number): Page {
  return {
    title: 'inrush http://127.0.0.1:8080/',
    heading: 'GET http://127.0.0.1:8080/',
    lead: ['closed model, 50 VUs'],
    status: { tone: 'neutral', label: 'running' },
    sections: [
      {
        id: 'over-time',
        title: 'Over time',
        blocks: [
          { kind: 'facts', items: [{ label: 'Seconds', text: `${seconds} s` }] },
          {
            kind: 'chart',
            id: 'rate',
            title: 'Requests per second',
            description: 'It rises.',
            frame: 'time',
            x: { label: 'time', unit: 'elapsed', isLog: false, column: 0 },
            ys: [{ label: 'requests/s', unit: 'per-s', isLog: false }],
            series: [{ label: 'answered', column: 1, axis: 0, style: 'line', colour: 0, band: null }],
            spans: [],
            sync: null,
          },
        ],
      },
      { id: 'requests', title: 'Requests', blocks: [requestTable(seconds)] },
    ],
    frames: { time: framesFrom(0, seconds) },
    live: null,
  };
}

/** What has changed in the last second. */
export function smallUpdate(seconds: number, changes: Partial<Page> = {}): PageUpdate {
  const { frames: _frames, ...page } = { ...smallPage(seconds), ...changes };
  const from = seconds - 1;
  return { ...page, frames: { time: { from, ...framesFrom(from, seconds) } } };
}

function framesFrom(from: number, to: number): Pick<FrameUpdate, 'columns'> {
  const rows = Array.from({ length: to - from }, (_, index) => from + index);
  return { columns: [rows, rows.map((second) => 1000 + 100 * second)] };
}

/** Names go up as numbers go down; two rows have one name, as two methods of one address may. */
function requestTable(seconds: number): Table {
  const names = ['cart', 'item', 'item', 'order'];
  const cell = { tone: 'neutral', href: null } as const;
  return {
    kind: 'table',
    id: 'request-table',
    caption: 'Requests by name',
    columns: [
      { label: 'Name', isNumber: false, hint: null },
      { label: 'Answered', isNumber: true, hint: null },
    ],
    rows: names.map((text, index) => {
      const count = (names.length - index) * 9 * seconds;
      return [
        { ...cell, text, order: null },
        { ...cell, text: String(count), order: count },
      ];
    }),
  };
}
