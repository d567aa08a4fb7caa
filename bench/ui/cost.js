import { meanRatio } from '../../dist/inference/mean-ratio.js';

/** Of the requests per second of `-q`, that are there when somebody looks. */
export const leastRatio = 0.97;

/**
 * @typedef {{name: string, round: number, failure: string|null, perS?: number, cpuPerRequestUs?: number}} Run
 * @typedef {{name: string, runs: number, failed: number, perS: number, cpuPerRequestUs: number,
 *   ratio: {ratio: number, interval: {low: number, high: number}|null}|null}} Cost
 */

/**
 * What each way of looking costs, in the order of the first round's names: medians, and the ratio of its requests per second to
 * those of the first way in the same round, as a geometric mean with its 95 % interval.
 *
 * @param {readonly Run[]} runs
 * @param {readonly string[]} names
 * @returns {Cost[]}
 */
export function costsOf(runs, [base, ...others]) {
  return [base, ...others].map((name) => {
    const own = runs.filter((run) => run.name === name);
    const counted = own.filter(({ failure }) => failure === null);
    const ratios = counted.flatMap(({ round, perS }) => {
      const beside = runs.find((run) => run.name === base && run.round === round && run.failure === null);
      return beside === undefined ? [] : [perS / beside.perS];
    });
    return {
      name,
      runs: counted.length,
      failed: own.length - counted.length,
      perS: median(counted.map(({ perS }) => perS)),
      cpuPerRequestUs: median(counted.map(({ cpuPerRequestUs }) => cpuPerRequestUs)),
      ratio: name === base ? null : meanRatio(ratios),
    };
  });
}

/** As Markdown. */
export function costTable(costs) {
  const rows = costs.map(({ name, runs, failed, perS, cpuPerRequestUs, ratio }) => [
    name,
    failed === 0 ? runs : `${runs} (${failed} failed)`,
    runs === 0 ? '–' : Math.round(perS).toLocaleString('en'),
    runs === 0 ? '–' : cpuPerRequestUs.toFixed(2),
    ratioText(ratio),
    ratio === null ? '' : ratio.ratio >= leastRatio ? 'yes' : '**no**',
  ]);
  return [
    ['what is seen', 'runs', 'req/s', 'CPU, µs a request', 'req/s ÷ that of -q', `≥ ${leastRatio}`],
    ['---', '--:', '--:', '--:', '--:', '--:'],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function ratioText(ratio) {
  if (ratio === null) return '';
  const { interval } = ratio;
  return `${ratio.ratio.toFixed(3)}${interval === null ? '' : ` (${interval.low.toFixed(3)}–${interval.high.toFixed(3)})`}`;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
