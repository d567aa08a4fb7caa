import type { Block, Frame, Page } from './page.ts';
import type { Plot } from './plot.ts';

/** A section whose charts still have their numbers with them. */
export type SectionDraft = {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly (Block | Plot)[];
};

/** Sections as a page has them, those without anything left out, and the numbers of their charts. */
export function pageSections(drafts: readonly SectionDraft[]): Pick<Page, 'sections' | 'frames'> {
  const frames: Record<string, Frame> = {};
  const sections = drafts
    .filter(({ parts }) => parts.length > 0)
    .map(({ id, title, parts }) => ({
      id,
      title,
      blocks: parts.map((part): Block => {
        if (part.kind !== 'plot') return part;
        frames[part.chart.frame] = part.frame;
        return part.chart;
      }),
    }));
  return { sections, frames };
}
