import { flow } from '../../base/fit.ts';
import { formatDuration } from '../../report/format.ts';
import type { Palette } from '../../report/palette.ts';
import type { Result } from '../../summary/result.ts';
import { heatMap, shades } from './heat-map.ts';
import { type Columns, seriesRow } from './row.ts';
import type { Seconds } from './seconds.ts';
import { paintStrip } from './strip-paint.ts';

/** Where the samples of each second lie, slow ones above; none where there is no room. */
export function heatLines(shown: Seconds, rowCount: number, columns: Columns, palette: Palette): string[] {
  if (rowCount === 0) return [];
  return heatMap(shown, rowCount).map(({ label, cells, share }) =>
    seriesRow(
      columns,
      {
        name: '',
        value: label,
        strip: paintStrip(cells, shown, palette),
        remark: share === null || share === 0 ? '' : shareText(share),
      },
      { ...palette, bold: palette.dim },
    ),
  );
}

/** What the rows below are, since when, and what their shades mean. */
export function heatHeading(
  {
    shown,
    all,
    snapshot,
  }: { readonly shown: Seconds; readonly all: Seconds; readonly snapshot: Result | null },
  columns: Columns,
  palette: Palette,
): string {
  const name =
    snapshot === null ? 'latency' : `${snapshot.load.model === 'open' ? 'response' : 'service'} time`;
  const since = all.length > columns.middle ? [`last ${formatDuration(shown.length * 1000)}`] : [];
  const [strip = ''] = flow([...since, ...legend], '  ', columns.middle);
  return seriesRow(columns, { name, value: '', strip: palette.dim(strip), remark: 'share' }, palette);
}

/** The faintest is for all that is less. */
const legend = shades
  .filter(({ fromShare }) => fromShare > 0)
  .map(
    ({ fromShare, shade }, index, all) =>
      `${shade} ${fromShare * 100}${index === all.length - 1 ? ' %' : ''}`,
  );

/** With as many digits each, so that they stand below each other. */
function shareText(share: number): string {
  return share < 0.001 ? '< 0.1 %' : `${(share * 100).toFixed(1)} %`;
}
