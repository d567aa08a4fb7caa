import type { Facts } from './page.ts';

/** Labels with their parts in a row; those without any are left out. */
export function factList(facts: Readonly<Record<string, readonly string[]>>): Facts[] {
  const items = Object.entries(facts)
    .filter(([, parts]) => parts.length > 0)
    .map(([label, parts]) => ({ label, text: parts.join(' · ') }));
  return items.length === 0 ? [] : [{ kind: 'facts', items }];
}
