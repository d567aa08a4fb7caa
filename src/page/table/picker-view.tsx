import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Picker } from '../../report/html/page.ts';
import { localAddress } from './local-address.ts';
import { TableView } from './table-view.tsx';

const sides = ['base', 'head'] as const;
type Side = (typeof sides)[number];
const labels: Readonly<Record<Side, string>> = { base: 'Base', head: 'Head' };

/** A table with two columns of choices, and a button that goes where the two are compared. */
export function PickerView({ picker }: { readonly picker: Picker }): JSX.Element {
  const [chosen, setChosen] = useState<Readonly<Record<Side, string | null>>>({ base: null, head: null });
  const isReady = chosen.base !== null && chosen.head !== null && chosen.base !== chosen.head;
  const hintId = `${picker.table.id}-hint`;
  const choice = (row: number, side: Side): JSX.Element => {
    const value = picker.values[row] ?? '';
    const name = picker.table.rows[row]?.[0]?.text ?? '';
    return (
      <td key={side} class="choice">
        <input
          type="radio"
          name={side}
          value={value}
          checked={chosen[side] === value}
          aria-label={`${labels[side]}: ${name}`}
          onChange={() => setChosen({ ...chosen, [side]: value })}
        />
      </td>
    );
  };
  return (
    <form class="picker" method="get" action={localAddress(picker.action) ?? ''}>
      <TableView
        table={picker.table}
        lead={{
          heads: sides.map((side) => labels[side]),
          cells: (row) => sides.map((side) => choice(row, side)),
        }}
      />
      <p class="picker-foot">
        <button type="submit" class="button primary" disabled={!isReady} aria-describedby={hintId}>
          Compare
        </button>
        <span id={hintId}>{isReady ? '' : 'Choose two different rows.'}</span>
      </p>
    </form>
  );
}
