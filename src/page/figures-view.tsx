import type { JSX } from 'preact';
import type { Figures } from '../report/html/page.ts';
import { ToneIcon } from './tone-icon.tsx';

/** The few numbers that matter most, large. */
export function FiguresView({ figures }: { readonly figures: Figures }): JSX.Element {
  return (
    <dl class="figures">
      {figures.items.map(({ label, value, note, tone }, index) => (
        <div key={index} class={`figure tone-${tone}`}>
          <dt>
            {label} <ToneIcon tone={tone} />
          </dt>
          <dd class="figure-value">{value}</dd>
          {note !== null && <dd class="figure-note">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
