import type { JSX } from 'preact';
import type { Notice } from '../report/html/page.ts';
import { ToneIcon } from './tone-icon.tsx';

/** Something to be read first. */
export function NoticeView({ notice }: { readonly notice: Notice }): JSX.Element {
  return (
    <div class={`notice tone-${notice.tone}`}>
      <p class="notice-title">
        <ToneIcon tone={notice.tone} />
        {notice.title}
      </p>
      {notice.lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}
