import type { JSX } from 'preact';
import type { Tone } from '../report/html/page.ts';

const shapes: Readonly<Record<Tone, { readonly path: string; readonly name: string } | null>> = {
  good: { path: 'M3.5 8.5l3 3 6-7', name: 'good' },
  warn: { path: 'M8 3.5v5.5M8 11.5v1', name: 'warning' },
  bad: { path: 'M4.5 4.5l7 7M11.5 4.5l-7 7', name: 'problem' },
  neutral: null,
};

/** A shape for each tone, for those who can't tell the colours apart. */
export function ToneIcon({ tone }: { readonly tone: Tone }): JSX.Element | null {
  const shape = shapes[tone];
  if (shape === null) return null;
  return (
    <svg class="tone-icon" viewBox="0 0 16 16" role="img" aria-label={shape.name}>
      <path d={shape.path} />
    </svg>
  );
}
