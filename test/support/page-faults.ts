import type { Block, Chart, Frame, Intervals, Page, Table } from '../../src/report/html/page.ts';

/** What a browser could not draw as it is meant, each with where; empty of a sound page. */
export function pageFaults(page: Page): string[] {
  const blocks = page.sections.flatMap((section) => section.blocks);
  const ids = [
    ...page.sections.map(({ id }) => id),
    ...blocks.flatMap((block) => ('id' in block ? [block.id] : [])),
  ];
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id}: an address twice`),
    ...ids.filter((id) => !/^[a-z][a-z0-9-]*$/.test(id)).map((id) => `${id}: no address`),
    ...page.sections.flatMap(({ id, blocks: { length } }) => (length === 0 ? [`${id}: empty`] : [])),
    ...blocks.flatMap((block) => blockFaults(block, page.frames)),
    ...unusedFrames(page).map((name) => `${name}: nobody draws it`),
    ...(JSON.stringify(JSON.parse(JSON.stringify(page))) === JSON.stringify(page) ? [] : ['no plain data']),
  ];
}

function blockFaults(block: Block, frames: Page['frames']): string[] {
  switch (block.kind) {
    case 'table':
      return tableFaults(block);
    case 'picker':
      return tableFaults(block.table);
    case 'chart':
      return chartFaults(block, frames[block.frame]);
    case 'intervals':
      return intervalFaults(block);
    case 'figures':
    case 'facts':
      return block.items.length === 0 ? [`${block.kind}: none`] : [];
    default:
      return [];
  }
}

function tableFaults({ id, columns, rows }: Table): string[] {
  return [
    ...columns.flatMap(({ label }, index) => (label === '' ? [`${id}: column ${index} has no name`] : [])),
    ...rows.flatMap((row, index) =>
      row.length === columns.length ? [] : [`${id}: row ${index} has ${row.length} cells`],
    ),
  ];
}

function chartFaults({ id, description, x, ys, series }: Chart, frame: Frame | undefined): string[] {
  if (frame === undefined) return [`${id}: no frame`];
  const { columns } = frame;
  const places = columns[x.column] ?? [];
  const drawn = series.flatMap(({ column, band }) => [
    column,
    ...(band === null ? [] : [band.low, band.high]),
  ]);
  const numbers = columns.flat().filter((value) => value !== null);
  return [
    ...(description === '' ? [`${id}: no description`] : []),
    ...drawn.flatMap((column) => (columns[column] === undefined ? [`${id}: no column ${column}`] : [])),
    ...(columns.some(({ length }) => length !== places.length) ? [`${id}: columns of several lengths`] : []),
    ...(isAscending(places) ? [] : [`${id}: x goes back, or has gaps`]),
    ...(series.some(({ axis }) => ys[axis] === undefined) ? [`${id}: an axis is missing`] : []),
    ...(numbers.every(Number.isFinite) ? [] : [`${id}: what is no number`]),
  ];
}

function intervalFaults({ id, rows, marks }: Intervals): string[] {
  const numbers = [
    ...marks.map(({ at }) => at),
    ...rows.flatMap(({ low, estimate, high }) => [low, estimate, high].filter((value) => value !== null)),
  ];
  return [
    ...(rows.length === 0 ? [`${id}: no row`] : []),
    ...(numbers.every(Number.isFinite) ? [] : [`${id}: what is no number`]),
    ...rows.flatMap(({ label, low, high }) =>
      low !== null && high !== null && low > high ? [`${id}: ${label} is upside down`] : [],
    ),
  ];
}

function isAscending(values: Frame['columns'][number]): boolean {
  return values.every((value, index) => {
    const before = values[index - 1] ?? null;
    return value !== null && (before === null || value >= before);
  });
}

function unusedFrames({ frames, sections }: Page): string[] {
  const used = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'chart' ? [block.frame] : [])),
  );
  return Object.keys(frames).filter((name) => !used.includes(name));
}
