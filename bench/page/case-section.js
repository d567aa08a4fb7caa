import { generators } from '../generators/registry.js';
import { medianOf, megabytes, none, percent, ratio, short, spread, table, time, whole } from './format.js';
import { cleanRuns, cpuUsPerRequest, ratioOf, serverBusy, spreadOf } from './statistics.js';

/** A server above this was, or nearly was, the limit. */
const busyLimit = 0.95;
/** A tool below this share of the asked rate is said to have missed it. */
const heldShare = 0.95;
const noteShown = 200;

/** Heading, table and remarks of one case. */
export function caseSection(results, one) {
  const tools = generators.filter((generator) => results.runs.some(isOf(one, generator)));
  const { head, cells, order } =
    one.ratePerS === null ? closedColumns(results, one) : openColumns(results, one);
  const rows = tools
    .map((generator) => ({ generator, runs: cleanRuns(results, one.name, generator.name) }))
    .toSorted((a, b) => order(a.runs) - order(b.runs));
  return [
    `### ${one.title}`,
    `${one.about} Server: ${one.server === 'nginx' ? 'nginx' : '`instant-server`'}.`,
    rows.length === 0 ? 'Not measured.' : tableOf(head, cells, rows),
    remarks(results, one, tools),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function isOf(one, generator) {
  return (run) => run.case === one.name && run.tool === generator.name;
}

function tableOf(head, cells, rows) {
  const lines = rows.map(({ generator, runs }) => {
    const name = generator.name === 'inrush' ? '**inrush**' : generator.name;
    return [name, ...(runs.length === 0 ? head.slice(1).map(() => none) : cells(generator, runs))];
  });
  return table(head, lines);
}

function closedColumns(results, one) {
  const against = (generator, other) =>
    medianOf(ratioOf(results, one.name, generator.name, other, 'perS'), ratio);
  return {
    head: ['tool', 'req/s', 'p50', 'p99', 'CPU/req', 'memory', 'server busy', '÷ wrk', '÷ autocannon'],
    cells: (generator, runs) => [
      spread(spreadOf(runs.map(({ perS }) => perS)), whole),
      ...latency(generator, runs, medianOf),
      ...cost(runs),
      against(generator, 'wrk'),
      against(generator, 'autocannon'),
    ],
    order: (runs) => -(spreadOf(runs.map(({ perS }) => perS))?.median ?? 0),
  };
}

function openColumns(results, one) {
  const against = (generator, key) =>
    medianOf(ratioOf(results, one.name, generator.name, 'wrk2', key), ratio);
  return {
    head: ['tool', 'req/s', 'p50', 'p99', 'CPU/req', 'memory', 'server busy', 'p50 ÷ wrk2', 'p99 ÷ wrk2'],
    cells: (generator, runs) => [
      medianOf(spreadOf(runs.map(({ perS }) => perS)), whole),
      ...latency(generator, runs, spread),
      ...cost(runs),
      against(generator, 'p50Us'),
      against(generator, 'p99Us'),
    ],
    order: (runs) => spreadOf(runs.map(({ p50Us }) => p50Us))?.median ?? Number.MAX_VALUE,
  };
}

function latency({ resolutionUs }, runs, write) {
  return ['p50Us', 'p99Us'].map((key) =>
    write(spreadOf(runs.map((run) => run[key])), (us) => time(us, resolutionUs)),
  );
}

function cost(runs) {
  const busy = spreadOf(runs.map(serverBusy));
  return [
    medianOf(spreadOf(runs.map(cpuUsPerRequest)), (us) => `${short(us)} µs`),
    medianOf(spreadOf(runs.map(({ peakRssBytes }) => peakRssBytes)), megabytes),
    busy.median > busyLimit ? `**${percent(busy.median)}**` : percent(busy.median),
  ];
}

function remarks(results, one, tools) {
  return [
    ...leftOut(one),
    ...tools.flatMap((generator) => failures(results.runs.filter(isOf(one, generator)), generator)),
    ...tools.flatMap((generator) => runNotes(cleanRuns(results, one.name, generator.name), generator)),
    ...tools.flatMap((generator) => missedRate(cleanRuns(results, one.name, generator.name), generator, one)),
  ]
    .map((remark) => `- ${remark}`)
    .join('\n');
}

function leftOut(one) {
  const reasons = generators.flatMap((generator) => {
    const reason = generator.cannot(one);
    return reason === undefined ? [] : [`${generator.name} (${reason})`];
  });
  return reasons.length === 0 ? [] : [`Left out: ${reasons.join(', ')}.`];
}

function failures(runs, { name }) {
  const failed = runs.filter(({ failure }) => failure !== null);
  if (failed.length === 0) return [];
  return [`**${name}: ${failed.length} of ${runs.length} runs don’t count**: ${quoted(failed[0].failure)}`];
}

function runNotes(runs, { name }) {
  const noted = runs.filter(({ notes = [] }) => notes.length > 0);
  if (noted.length === 0) return [];
  return [`${name}, ${noted.length} of ${runs.length} runs: ${quoted(noted[0].notes.join('; '))}`];
}

function missedRate(runs, { name }, { ratePerS }) {
  const missed = runs.filter(({ perS }) => ratePerS !== null && perS < ratePerS * heldShare);
  return missed.length === 0
    ? []
    : [
        `${name} reached less than ${percent(heldShare)} of the rate in ${missed.length} of ${runs.length} runs.`,
      ];
}

/** What tools print must not become Markdown. */
function quoted(text) {
  return `\`${text
    .replaceAll(/[`\s]+/g, ' ')
    .trim()
    .slice(0, noteShown)}\``;
}
