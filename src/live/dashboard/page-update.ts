import type { Column, Frame, FrameUpdate, Page, PageUpdate } from '../../report/html/page.ts';

/** What makes `page` of the page that is `shown`: of the numbers only those from where they begin to differ; null shows nothing yet. */
export function updateSince(shown: Page | null, page: Page): PageUpdate {
  const frames = Object.entries(page.frames).map(([name, frame]) => {
    const before = shown !== null && Object.hasOwn(shown.frames, name) ? shown.frames[name] : undefined;
    return [name, frameUpdate(before, frame)] as const;
  });
  return { ...page, frames: Object.fromEntries(frames) };
}

function frameUpdate(shown: Frame | undefined, { columns }: Frame): FrameUpdate {
  const isLike = shown !== undefined && shown.columns.length === columns.length;
  const from = isLike ? Math.min(...columns.map((column, at) => commonRows(shown.columns[at], column))) : 0;
  // Without columns there is no smallest of them.
  return Number.isFinite(from)
    ? { from, columns: columns.map((column) => column.slice(from)) }
    : { from: 0, columns };
}

function commonRows(shown: Column | undefined, column: Column): number {
  if (shown === undefined) return 0;
  const length = Math.min(shown.length, column.length);
  for (let row = 0; row < length; row++) if (!Object.is(shown[row], column[row])) return row;
  return length;
}
