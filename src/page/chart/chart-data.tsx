import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AxisUnit, Chart, Frame } from '../../report/html/page.ts';
import { valueText } from './axis-text.ts';
import { noNumber } from '../../report/format.ts';
import { everyNth } from './every-nth.ts';

type ChartDataProps = { readonly chart: Chart; readonly frame: Frame };

/** More rows would keep the browser busy, and nobody reads them. */
const maxRows = 240;

/** What a chart shows, in words and as a table. The table is made when somebody wants it. */
export function ChartData({ chart, frame }: ChartDataProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="chart-data" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        Data<span class="unseen"> of {chart.title}</span>
      </summary>
      {isOpen && <Contents chart={chart} frame={frame} />}
    </details>
  );
}

function Contents({ chart, frame: { columns } }: ChartDataProps): JSX.Element {
  const xs = columns[chart.x.column] ?? [];
  const every = everyNth(xs.length, maxRows);
  const rows = [...xs.keys()].filter((row) => row % every === 0);
  const text = (column: number, row: number, unit: AxisUnit): string => {
    const value = columns[column]?.[row] ?? null;
    return value === null ? noNumber : valueText(unit, value);
  };
  return (
    <>
      <p>{chart.description}</p>
      {chart.spans.map(({ label, from, to }, index) => (
        <p key={index}>
          {label}: {valueText(chart.x.unit, from)} to {valueText(chart.x.unit, to)}
        </p>
      ))}
      {every > 1 && (
        <p>
          Every {every}th of {xs.length} rows.
        </p>
      )}
      <div class="table-scroll" role="group" aria-label={`Data of ${chart.title}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="number">
                {chart.x.label}
              </th>
              {chart.series.map(({ label }, index) => (
                <th key={index} scope="col" class="number">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row" class="number">
                  {text(chart.x.column, row, chart.x.unit)}
                </th>
                {chart.series.map(({ column, axis }, index) => (
                  <td key={index} class="number">
                    {text(column, row, chart.ys[axis]?.unit ?? 'count')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
