import type { JSX } from 'preact';

type TableFilterProps = {
  readonly label: string;
  readonly typed: string;
  /** How many rows are left. */
  readonly count: string;
  readonly onType: (typed: string) => void;
};

/** A field for words that rows must have. */
export function TableFilter({ label, typed, count, onType }: TableFilterProps): JSX.Element {
  return (
    <p class="table-filter">
      <span role="status">{typed === '' ? '' : count}</span>
      <input
        type="search"
        placeholder="Filter"
        aria-label={label}
        value={typed}
        onInput={({ currentTarget }) => onType(currentTarget.value)}
        onKeyDown={(event) => {
          // In a picker it would send the form.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
    </p>
  );
}
