import { scenarioCases } from '../scenarios/contenders.js';
import { medianOf, megabytes, none, percent, ratio, short, spread, table, time, whole } from './format.js';
import { cleanRuns, cpuUsPerRequest, serverBusy, spreadOf } from './statistics.js';

/** What scenario files are held to: how much faster at least than what stands beside them in the same round. */
const targets = [
  { of: ['step', 'inrush run step.yaml'], over: ['step', 'inrush URL'], atLeast: 0.9 },
  { of: ['step', 'inrush run function.js'], over: ['step', 'inrush URL'], atLeast: 0.4 },
  { of: ['flow', 'inrush run flow.yaml'], over: ['step', 'inrush URL'], atLeast: 0.25 },
  { of: ['flow', 'inrush run flow.yaml'], over: ['flow', 'k6'], atLeast: 3 },
  { of: ['flow', 'inrush run flow.yaml'], over: ['flow', 'artillery'], atLeast: 10 },
];

/** The part of docs/benchmarks.md on scenario files; `noise` says how quiet the machine was. */
export function scenarioSection(results, noise) {
  const { rounds, seconds, startedAt, versions, complete } = results;
  const tools = ['k6', 'artillery']
    .map((name) => `${name} ${versions[name] ?? '(not installed)'}`)
    .join(', ');
  return [
    '## Scenario files',
    `\`npm run scenarios\` in \`bench/\` measured this on ${startedAt.slice(0, 10)}: ${rounds} rounds of ${seconds} s for each, as above, with ${tools}. The scenarios are in \`bench/scenarios/\`. All ran in a network that has nothing but loopback, for Artillery reports its use to a host outside.${complete ? '' : ' **It was stopped before its end.**'}`,
    noise,
    targetTable(results),
    ...scenarioCases.map((one) => caseSection(results, one)),
  ].join('\n\n');
}

function targetTable(results) {
  const rows = targets.map(({ of, over, atLeast }) => {
    const reached = ratioBetween(results, of, over);
    const met = reached === null ? none : reached.median >= atLeast ? 'yes' : '**no**';
    return [
      `\`${of[1]}\``,
      `req/s ÷ that of ${nameOf(over[1])}`,
      `≥ ${ratio(atLeast)}`,
      spread(reached, ratio),
      met,
    ];
  });
  return table(['scenario', 'its', 'target', 'reached', 'met'], rows, [0, 1]);
}

/** Round by round, also of runs of two cases. */
function ratioBetween(results, [ofCase, ofTool], [overCase, overTool]) {
  const over = new Map(cleanRuns(results, overCase, overTool).map(({ round, perS }) => [round, perS]));
  return spreadOf(
    cleanRuns(results, ofCase, ofTool).flatMap(({ round, perS }) => {
      const other = over.get(round);
      return other > 0 ? [perS / other] : [];
    }),
  );
}

function caseSection(results, { name, title, about, contenders }) {
  const rows = contenders
    .map((contender) => ({ name: contender.name, runs: cleanRuns(results, name, contender.name) }))
    .filter(({ runs }) => runs.length > 0)
    .map(({ name: tool, runs }) => [nameOf(tool), ...cells(runs)]);
  const head = ['', 'req/s', 'p50', 'p99', 'CPU/req', 'memory', 'server busy'];
  const failed = results.runs.filter((run) => run.case === name && run.failure !== null);
  const remarks = failed.map(
    (run) => `- **${run.tool}, round ${run.round + 1} doesn’t count**: \`${run.failure}\``,
  );
  return [`### ${title}`, about, rows.length === 0 ? 'Not measured.' : table(head, rows), remarks.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function cells(runs) {
  const of = (read) => spreadOf(runs.map(read));
  return [
    spread(
      of(({ perS }) => perS),
      whole,
    ),
    medianOf(
      of(({ p50Us }) => p50Us),
      (us) => time(us),
    ),
    medianOf(
      of(({ p99Us }) => p99Us),
      (us) => time(us),
    ),
    medianOf(of(cpuUsPerRequest), (us) => `${short(us)} µs`),
    medianOf(
      of(({ peakRssBytes }) => peakRssBytes),
      megabytes,
    ),
    medianOf(of(serverBusy), percent),
  ];
}

function nameOf(tool) {
  return tool.startsWith('inrush') ? `\`${tool}\`` : tool;
}
