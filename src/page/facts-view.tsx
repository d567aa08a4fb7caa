import type { JSX } from 'preact';
import type { Facts } from '../report/html/page.ts';

/** Labels with a text each. */
export function FactsView({ facts }: { readonly facts: Facts }): JSX.Element {
  return (
    <dl class="facts">
      {facts.items.map(({ label, text }, index) => (
        <div key={index} class="fact">
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
