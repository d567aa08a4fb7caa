import type { JSX } from 'preact';
import type { TableColumn } from '../../report/html/page.ts';
import type { Order } from './sort-rows.ts';

type TableHeadProps = {
  readonly column: TableColumn;
  /** null: the rows are not in the order of this column. */
  readonly order: Order | null;
  readonly isSortable: boolean;
  readonly onPress: () => void;
};

/** The heading of a column; a press sorts by it. */
export function TableHead({ column, order, isSortable, onPress }: TableHeadProps): JSX.Element {
  const { label, isNumber, hint } = column;
  const title = hint === null ? {} : { title: hint };
  const classes = isNumber ? 'number' : '';
  if (!isSortable) {
    return (
      <th scope="col" class={classes}>
        <span {...title}>{label}</span>
      </th>
    );
  }
  return (
    <th scope="col" class={classes} aria-sort={directionOf(order)}>
      <button type="button" class="sort" onClick={onPress} {...title}>
        {label}
      </button>
    </th>
  );
}

function directionOf(order: Order | null): 'none' | 'ascending' | 'descending' {
  if (order === null) return 'none';
  return order.isDescending ? 'descending' : 'ascending';
}
