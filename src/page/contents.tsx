import type { JSX } from 'preact';
import type { Section } from '../report/html/page.ts';
import { useCurrentSection } from './current-section.ts';

/** Leads to each section, and says which one is being read. */
export function Contents({ sections }: { readonly sections: readonly Section[] }): JSX.Element | null {
  const current = useCurrentSection(sections.map(({ id }) => id));
  if (sections.length < 2) return null;
  return (
    <nav class="contents" aria-label="Contents">
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'location' : 'false'}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
