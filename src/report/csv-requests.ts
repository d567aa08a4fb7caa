import { reportedQuantiles } from '../summary/quantiles.ts';
import type { Distribution, RequestRow } from '../summary/result.ts';
import { csvField } from './csv.ts';
import type { Reporter } from './reporter.ts';
import { runsOf } from './runs.ts';

type Cell = string | number | null;
type Column = { readonly name: string; readonly of: (row: RequestRow) => Cell };

/** Scripts depend on names and order: new ones go to the end. */
const columns: readonly Column[] = [
  { name: 'request', of: ({ name }) => name },
  { name: 'method', of: ({ method }) => method },
  { name: 'url', of: ({ url }) => url },
  { name: 'started', of: ({ started }) => started },
  { name: 'ok', of: ({ ok }) => ok },
  { name: 'httpError', of: ({ httpError }) => httpError },
  { name: 'checkFailed', of: ({ checkFailed }) => checkFailed },
  { name: 'transportError', of: ({ transportError }) => transportError },
  { name: 'timeout', of: ({ timeout }) => timeout },
  { name: 'aborted', of: ({ aborted }) => aborted },
  { name: 'censored', of: ({ censored }) => censored },
  { name: 'answeredPerS', of: ({ answeredPerS }) => answeredPerS },
  { name: 'failedChecks', of: ({ failedChecks }) => failedChecks },
  ...timeColumns('response', ({ responseTime }) => responseTime?.all ?? null),
  ...timeColumns('service', ({ serviceTime }) => serviceTime.all),
  { name: 'tags', of: ({ tags }) => tagText(tags) },
];

/** The requests by name for spreadsheets, one row each, after the columns `side` and `round` in a comparison. */
export const csvRequestsReport: Reporter = (report) => {
  const places = report.kind === 'load-run' ? [] : ['side', 'round'];
  const rows = runsOf(report).flatMap(({ place, result }) =>
    result.requests.map((row) => [
      ...(place === null ? [] : [place.side, place.round]),
      ...columns.map(({ of }) => of(row)),
    ]),
  );
  return [[...places, ...columns.map(({ name }) => name)], ...rows]
    .map((row) => `${row.map(csvField).join(',')}\n`)
    .join('');
};

/** Of all outcomes; what the sample can't carry is empty. */
function timeColumns(series: string, of: (row: RequestRow) => Distribution | null): Column[] {
  const keys = ['minUs', 'meanUs', ...reportedQuantiles.map(({ key }) => key), 'maxUs', 'censored'] as const;
  return keys.map((key) => ({
    name: series + key.slice(0, 1).toUpperCase() + key.slice(1),
    of: (row) => of(row)?.[key] ?? null,
  }));
}

function tagText(tags: RequestRow['tags']): string {
  return Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}
