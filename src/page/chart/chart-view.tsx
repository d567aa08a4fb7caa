import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { onReshape } from '../printing.ts';
import type { Chart, Frame } from '../../report/html/page.ts';
import { ChartData } from './chart-data.tsx';
import { ChartLegend } from './chart-legend.tsx';
import { chartKey } from './chart-keys.ts';
import { Plot } from './plot.ts';
import { readingsSentence } from './readings.ts';

type ChartViewProps = { readonly chart: Chart; readonly frame: Frame };

/** A chart with its legend; the same in words and as a table behind a disclosure. */
export function ChartView({ chart, frame }: ChartViewProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const spoken = useRef<HTMLParagraphElement>(null);
  const plot = useRef<Plot | null>(null);
  const [isZoomed, setZoomed] = useState(false);
  const id = useId();

  useLayoutEffect(() => {
    if (host.current === null) return undefined;
    const made = new Plot(host.current, chart, frame, {
      onZoom: setZoomed,
      // Only by keys: with a pointer it would be said at every move.
      onReadings: (readings) => {
        if (spoken.current === null || document.activeElement !== host.current) return;
        spoken.current.textContent = readings === null ? '' : readingsSentence(readings);
      },
    });
    plot.current = made;
    const observer = new ResizeObserver(() => made.fit());
    observer.observe(host.current);
    const endReshape = onReshape(() => made.fit());
    return () => {
      endReshape();
      observer.disconnect();
      made.destroy();
    };
  }, []);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (!isFirst.current) plot.current?.update(chart, frame);
    isFirst.current = false;
  }, [chart, frame]);

  const isEmpty = (frame.columns[chart.x.column]?.length ?? 0) === 0;
  return (
    <figure class="chart" id={chart.id} aria-labelledby={`${id}-title`}>
      <figcaption>
        <span class="chart-title" id={`${id}-title`}>
          {chart.title}
        </span>
        {isZoomed && (
          <button type="button" class="button small" onClick={() => plot.current?.zoomOut()}>
            Show all
          </button>
        )}
      </figcaption>
      <ChartLegend
        series={chart.series}
        onToggle={(series, isShown) => plot.current?.toggle(series, isShown)}
        onPoint={(series) => plot.current?.highlight(series)}
      />
      <p class="chart-axes" aria-hidden="true">
        {chart.ys.map(({ label }, index) => (
          <span key={index}>{label}</span>
        ))}
      </p>
      <div class="chart-box">
        <div
          ref={host}
          class="plot"
          role="group"
          aria-roledescription="chart"
          aria-label={chart.title}
          aria-describedby={`${id}-description`}
          tabIndex={0}
          onKeyDown={(event) => {
            if (chartKey(event.key, frame.columns[0]?.length ?? 0, plot.current)) event.preventDefault();
          }}
          onBlur={() => plot.current?.leave()}
        />
        {isEmpty && <p class="chart-empty">Nothing yet</p>}
      </div>
      <p class="chart-x" aria-hidden="true">
        {chart.x.label}
      </p>
      <p class="unseen" aria-live="polite" ref={spoken} />
      <p class="unseen" id={`${id}-description`}>
        {chart.description}
      </p>
      <ChartData chart={chart} frame={frame} />
    </figure>
  );
}
