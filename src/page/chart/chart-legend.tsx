import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ChartSeries } from '../../report/html/page.ts';
import { seriesColours } from './paint.ts';
import { isDashed } from './plot-series.ts';

type ChartLegendProps = {
  readonly series: readonly ChartSeries[];
  readonly onToggle: (series: number, isShown: boolean) => void;
  readonly onPoint: (series: number | null) => void;
};

/** Which line is which. A press hides one. */
export function ChartLegend({ series, onToggle, onPoint }: ChartLegendProps): JSX.Element {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const toggle = (label: string, index: number): void => {
    const isShown = hidden.has(label);
    const rest = [...hidden].filter((each) => each !== label);
    setHidden(new Set(isShown ? rest : [...rest, label]));
    onToggle(index, isShown);
  };
  return (
    <ul class="legend">
      {series.map((each, index) => (
        <li key={index}>
          <button
            type="button"
            aria-pressed={!hidden.has(each.label)}
            onClick={() => toggle(each.label, index)}
            onPointerEnter={() => onPoint(index)}
            onPointerLeave={() => onPoint(null)}
          >
            <span class={`swatch ${swatchOf(each)} colour-${each.colour % seriesColours}`} />
            {each.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

function swatchOf(series: ChartSeries): string {
  return isDashed(series) ? 'dashed' : series.style;
}
