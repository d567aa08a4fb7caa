import { present } from '../../src/base/assert.ts';
import type { Column } from '../../src/report/html/page.ts';
import type { Plot } from '../../src/report/html/plot.ts';

/** The places of a chart. */
export function placesOf({ chart, frame }: Plot): Column {
  return present(frame.columns[chart.x.column]);
}

/** What a chart draws under a label. */
export function drawnAs(label: string, { chart, frame }: Plot): Column {
  const series = present(chart.series.find((one) => one.label === label));
  return present(frame.columns[series.column]);
}
