import type { JSX } from 'preact';
import type { Page } from '../report/html/page.ts';
import { Contents } from './contents.tsx';
import type { LiveState } from './live/live-client.ts';
import { PageHeader } from './page-header.tsx';
import { SectionView } from './section-view.tsx';

export type PageViewProps = {
  readonly page: Page;
  readonly liveState: LiveState;
  readonly onSave: () => void;
};

/** Any page, whole. */
export function PageView({ page, liveState, onSave }: PageViewProps): JSX.Element {
  return (
    <>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <PageHeader page={page} liveState={liveState} onSave={onSave} />
      <div class="body">
        <Contents sections={page.sections} />
        <main id="content" tabIndex={-1}>
          {page.sections.map((section) => (
            <SectionView key={section.id} section={section} frames={page.frames} />
          ))}
        </main>
      </div>
    </>
  );
}
