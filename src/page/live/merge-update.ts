import type { Column, Frame, FrameUpdate, Page, PageUpdate, Section } from '../../report/html/page.ts';

/** The page after an update. What is as it was stays the same object, so that nothing of it is drawn again. */
export function mergeUpdate(page: Page, { frames, sections, ...rest }: PageUpdate): Page {
  return {
    ...rest,
    sections: sections.map(keptSection(page.sections)),
    frames: mergeFrames(page.frames, frames),
  };
}

function keptSection(before: readonly Section[]): (section: Section) => Section {
  const byId = new Map(before.map((section) => [section.id, section]));
  return (section) => {
    const old = byId.get(section.id);
    if (old === undefined) return section;
    const blocks = section.blocks.map((block, index) => kept(old.blocks[index], block));
    const isSame = section.title === old.title && blocks.length === old.blocks.length;
    return isSame && blocks.every((block, index) => block === old.blocks[index])
      ? old
      : { ...section, blocks };
  };
}

function kept<T>(before: T | undefined, after: T): T {
  return before !== undefined && JSON.stringify(before) === JSON.stringify(after) ? before : after;
}

function mergeFrames(
  before: Page['frames'],
  updates: Readonly<Record<string, FrameUpdate>>,
): Record<string, Frame> {
  const changed = Object.entries(updates).map(
    ([name, update]) => [name, mergeFrame(before[name], update)] as const,
  );
  return { ...before, ...Object.fromEntries(changed) };
}

function mergeFrame(before: Frame | undefined, { from, columns }: FrameUpdate): Frame {
  const rows = before?.columns[0]?.length ?? 0;
  const isSame = rows === from && before?.columns.length === columns.length;
  if (isSame && columns.every((column) => column.length === 0)) return before;
  return { columns: columns.map((column, index) => [...firstRows(before?.columns[index], from), ...column]) };
}

/** Rows that were never seen are gaps. */
function firstRows(column: Column | undefined, count: number): Column {
  return Array.from({ length: count }, (_, row) => column?.[row] ?? null);
}
