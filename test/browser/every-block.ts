import type { Axis, Block, Cell, Page, Section, Table, Tone } from '../../src/report/html/page.ts';

const tones: readonly Tone[] = ['good', 'warn', 'bad', 'neutral'];

/** A page that says nothing but `texts`, each in every place where a page may say something. */
export function pageOfTexts(texts: readonly string[]): Page {
  const [text = ''] = texts;
  return {
    title: text,
    heading: text,
    lead: texts,
    status: { tone: 'good', label: text },
    sections: texts.map(sectionOf),
    frames: {
      frame: {
        columns: [
          [0, 1, 2, 3],
          [4, 7, null, 5],
          [3, 6, null, 4],
          [5, 8, null, 9],
        ],
      },
    },
    live: null,
  };
}

/** Letters and hyphens, as the addresses within a page are. */
export function idOf(index: number): string {
  return `part-${String(index).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`;
}

function sectionOf(text: string, index: number): Section {
  return { id: idOf(index), title: text, blocks: blocksOf(text, idOf(index)) };
}

function blocksOf(text: string, id: string): readonly Block[] {
  const table = tableOf(text, `${id}-table`);
  return [
    ...tones.map((tone): Block => ({ kind: 'notice', tone, title: text, lines: [text, text] })),
    { kind: 'figures', items: tones.map((tone) => ({ label: text, value: text, note: text, tone })) },
    { kind: 'facts', items: [{ label: text, text }] },
    table,
    {
      kind: 'picker',
      table: tableOf(text, `${id}-picker`),
      action: '/compare',
      values: table.rows.map(() => text),
    },
    {
      kind: 'chart',
      id: `${id}-chart`,
      title: text,
      description: text,
      frame: 'frame',
      x: { ...axisOf(text), unit: 'elapsed', column: 0 },
      ys: [axisOf(text), axisOf(text)],
      series: ([0, 1] as const).map((axis) => ({
        label: text,
        column: 1,
        axis,
        style: 'line',
        colour: axis,
        band: { low: 2, high: 3 },
      })),
      spans: [{ from: 0, to: 1, label: text, isDimmed: true }],
      sync: 'time',
    },
    {
      kind: 'intervals',
      id: `${id}-intervals`,
      title: text,
      description: text,
      label: text,
      unit: 'factor',
      rows: tones.map((tone) => ({ label: text, estimate: 1, low: 0.9, high: null, tone, text })),
      marks: [{ at: 1, label: text }],
    },
  ];
}

function tableOf(text: string, id: string): Table {
  const cell: Cell = { text, order: null, tone: 'neutral', href: null };
  return {
    kind: 'table',
    id,
    caption: text,
    columns: [true, false].map((isNumber) => ({ label: text, isNumber, hint: text })),
    rows: tones.map((tone, order) => [
      { ...cell, tone, href: '/result' },
      { ...cell, order },
    ]),
  };
}

function axisOf(label: string): Axis {
  return { label, unit: 'us', isLog: false };
}
