import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { IntervalRow, Intervals } from '../../report/html/page.ts';
import { tickText } from './axis-text.ts';
import { intervalScale, type IntervalScale } from './interval-scale.ts';
import { ToneIcon } from '../tone-icon.tsx';

/** Estimates with their intervals on one axis. What is drawn stands beside it in words. */
export function IntervalsView({ intervals }: { readonly intervals: Intervals }): JSX.Element {
  const { id, title, description, label, unit, rows, marks } = intervals;
  const scale = intervalScale(intervals);
  const titleId = useId();
  return (
    <figure class="intervals" id={id} aria-labelledby={titleId}>
      <figcaption>
        <span class="chart-title" id={titleId}>
          {title}
        </span>
      </figcaption>
      <p class="chart-description">{description}</p>
      <ul class="interval-rows">
        <li class="interval-marks" aria-hidden="true">
          <svg class="interval-plot">
            {marks.map(({ at, label: text }, index) => (
              <text key={index} {...anchored(scale.place(at))} y="12">
                {text}
              </text>
            ))}
          </svg>
        </li>
        {rows.map((row, index) => (
          <li key={index} class={`tone-${row.tone}`}>
            <span class="interval-label">
              <ToneIcon tone={row.tone} />
              {row.label}
            </span>
            <RowPlot row={row} scale={scale} marks={marks} />
            <span class="interval-text">{row.text}</span>
          </li>
        ))}
        <li class="interval-axis" aria-hidden="true">
          <svg class="interval-plot">
            {scale.ticks.map((tick) => (
              <text key={tick} {...anchored(scale.place(tick))} y="14">
                {tickText(unit, tick, scale.ticks.at(-1) ?? tick)}
              </text>
            ))}
          </svg>
        </li>
      </ul>
      <p class="chart-x" aria-hidden="true">
        {label}
      </p>
    </figure>
  );
}

type RowPlotProps = {
  readonly row: IntervalRow;
  readonly scale: IntervalScale;
  readonly marks: Intervals['marks'];
};

function RowPlot({ row: { estimate, low, high }, scale, marks }: RowPlotProps): JSX.Element {
  const [from, to] = [low === null ? 0 : scale.place(low), high === null ? 100 : scale.place(high)];
  return (
    <svg class="interval-plot" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <line key={tick} class="interval-tick" {...vertical(scale.place(tick))} y1="0" y2="100%" />
      ))}
      {marks.map(({ at }, index) => (
        <line key={index} class="interval-mark" {...vertical(scale.place(at))} y1="0" y2="100%" />
      ))}
      {(estimate !== null || low !== null || high !== null) && (
        <line class="interval-line" x1={`${from}%`} x2={`${to}%`} y1="50%" y2="50%" />
      )}
      {low !== null && <line class="interval-end" {...vertical(from)} y1="30%" y2="70%" />}
      {high !== null && <line class="interval-end" {...vertical(to)} y1="30%" y2="70%" />}
      {estimate !== null && (
        <circle class="interval-estimate" cx={`${scale.place(estimate)}%`} cy="50%" r="4.5" />
      )}
    </svg>
  );
}

function vertical(place: number): { x1: string; x2: string } {
  return { x1: `${place}%`, x2: `${place}%` };
}

/** Texts at the ends stay inside. */
function anchored(place: number): { x: string; 'text-anchor': 'start' | 'middle' | 'end' } {
  return { x: `${place}%`, 'text-anchor': place < 10 ? 'start' : place > 90 ? 'end' : 'middle' };
}
