import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Table } from '../../report/html/page.ts';
import { filterRows } from './filter-rows.ts';
import { hasOrder, nextOrder, type Order, rowKeys, sortRows } from './sort-rows.ts';
import { CellView } from './table-cell.tsx';
import { TableFilter } from './table-filter.tsx';
import { TableHead } from './table-head.tsx';

/** Beside each row, before its first cell. */
export type Lead = {
  readonly heads: readonly string[];
  readonly cells: (row: number) => readonly JSX.Element[];
};

type TableViewProps = { readonly table: Table; readonly lead?: Lead };

/** With fewer rows a look is quicker. */
const leastFiltered = 16;

/** A table that is sorted by a press on the heading of a column, and a long one filtered by words. */
export function TableView({ table, lead = { heads: [], cells: () => [] } }: TableViewProps): JSX.Element {
  const [order, setOrder] = useState<Order | null>(null);
  const [typed, setTyped] = useState('');
  const keys = rowKeys(table.rows.map(([first]) => first?.text ?? ''));
  const rows = table.rows.map((cells, row) => ({ cells, row, key: keys[row] ?? '' }));
  const isFiltered = rows.length >= leastFiltered;
  const shown = isFiltered ? filterRows(rows, typed, ({ cells }) => cells) : rows;
  const captionId = `${table.id}-caption`;
  return (
    <div class="table-block">
      <div class="table-top">
        <p class="table-caption" id={captionId}>
          {table.caption}
        </p>
        {isFiltered && (
          <TableFilter
            label={`Filter: ${table.caption}`}
            typed={typed}
            count={`${shown.length} of ${rows.length} rows`}
            onType={setTyped}
          />
        )}
      </div>
      <div class="table-scroll" role="group" aria-labelledby={captionId} tabIndex={0}>
        <table id={table.id} aria-labelledby={captionId}>
          <thead>
            <tr>
              {lead.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
              {table.columns.map((column, index) => (
                <TableHead
                  key={index}
                  column={column}
                  order={order?.column === index ? order : null}
                  isSortable={rows.length > 1 && hasOrder(table, index)}
                  onPress={() => setOrder(nextOrder(order, index, column.isNumber))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {sortRows(shown, order, ({ cells }) => cells).map(({ cells, row, key }) => (
              <tr key={key}>
                {lead.cells(row)}
                {cells.map((cell, index) => (
                  <CellView
                    key={index}
                    cell={cell}
                    isName={index === 0}
                    isNumber={table.columns[index]?.isNumber === true}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
