import { generators } from '../generators/registry.js';
import { none, table, time, whole } from '../page/format.js';
import { verdictOf } from './judge.js';
import { knownTools } from './tools/registry.js';

/** A case of the page: what is asked, what has to come out, what every tool printed, and its command. */
export function caseSection(one, { runs }) {
  const rows = knownTools.flatMap((tool) => {
    const run = runs.find((other) => other.case === one.name && other.tool === tool.name);
    return run === undefined ? [] : [{ tool, run }];
  });
  const columns = [...columnsOf[one.shows], ...(rows.some(saysMore) ? [said] : []), verdict];
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row, one)));
  const truths = columns.map(({ known }, index) => (index === 0 ? '*truth*' : (known?.(one) ?? '')));
  const left = columns.flatMap(({ words }, index) => (words ? [index] : []));
  const heads = columns.map(({ head }) => head);
  return [
    `### ${one.title}`,
    one.about,
    `**Truth:** ${one.truth}`,
    table(heads, one.figures === undefined ? cells : [truths, ...cells], left),
    ...leftOut(one, rows),
    `\`\`\`sh\n${rows.map(({ run }) => run.commandLine).join('\n')}\n\`\`\``,
  ].join('\n\n');
}

const name = { head: 'tool', words: true, cell: ({ tool }) => tool.name };
const printedTime = (head, key) => ({
  head,
  cell: ({ run, tool }) =>
    typeof run.printed?.[key] === 'number' ? time(run.printed[key], resolutionUs(tool)) : none,
  known: ({ figures }) => (figures?.[key] === undefined ? '' : knownTime(figures[key])),
});
const printedCount = (head, key) => ({
  head,
  cell: ({ run }) => (run.printed === null ? none : whole(run.printed[key])),
});
const counted = (head, key) => ({ head, cell: ({ run }) => whole(run.server[key]) });
const exit = { head: 'exit code', cell: ({ run }) => String(run.exitCode ?? none) };
const said = {
  head: 'it also says',
  words: true,
  cell: ({ run }) => inCell((run.printed?.said ?? []).join('; ')),
};
const verdict = {
  head: 'verdict',
  words: true,
  cell({ run, tool }, one) {
    const { word, why } = verdictOf(run, tool, one);
    return `${word === 'wrong' ? '**wrong**' : word}${why === '' ? '' : `: ${why}`}`;
  },
};

const times = [
  name,
  printedTime('p50', 'p50Us'),
  printedTime('p95', 'p95Us'),
  printedTime('p99', 'p99Us'),
  printedTime('maximum', 'maxUs'),
  printedCount('ok', 'ok'),
  printedCount('errors', 'errors'),
];

const columnsOf = {
  times,
  counts: [
    name,
    counted('server read', 'received'),
    counted('answered', 'answered'),
    counted('lost', 'lost'),
    printedCount('tool: ok', 'ok'),
    printedCount('errors', 'errors'),
    exit,
  ],
  exit: [name, printedCount('ok', 'ok'), printedCount('errors', 'errors'), exit],
};

/** Next to nothing is below what it may be off. */
function knownTime({ truthUs, offUs }) {
  return truthUs === 0 ? `< ${time(offUs)}` : time(truthUs);
}

function resolutionUs(tool) {
  return tool.resolutionUs ?? generators.find(({ name: other }) => other === tool.generator).resolutionUs;
}

function saysMore({ run }) {
  return (run.printed?.said.length ?? 0) > 0;
}

function leftOut(one, rows) {
  const missing = knownTools.filter(
    (tool) =>
      tool.name === tool.generator &&
      rows.every((row) => row.tool !== tool) &&
      tool.cannot(one) !== undefined,
  );
  return missing.length === 0
    ? []
    : [`Not asked: ${missing.map((tool) => `${tool.name} (${tool.cannot(one)})`).join(', ')}.`];
}

function inCell(text) {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
}
