import { clip } from '../../base/fit.ts';
import { loadParts, requestText } from '../../report/header.ts';
import type { Palette } from '../../report/palette.ts';
import type { Result } from '../../summary/result.ts';

/** What is measured, and how; of a row of runs, which of them. */
export function headLines(
  { label, snapshot }: { readonly label: string; readonly snapshot: Result | null },
  hasLoad: boolean,
  width: number,
  palette: Palette,
): string[] {
  const target = snapshot === null ? [] : [palette.bold(clip(requestText(snapshot), width))];
  const run = label === '' ? [] : [clip(label, width)];
  const load =
    snapshot === null || !hasLoad ? [] : [palette.dim(clip(loadParts(snapshot).join(' · '), width))];
  return [...target, ...run, ...load];
}
