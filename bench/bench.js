// Measures inrush beside other load generators and writes docs/benchmarks.md. See README.md.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFlags, usage } from './flags.js';
import { generators } from './generators/registry.js';
import { findTool } from './measure/find-tool.js';
import { describeMachine, missingTools, pinOwnProcess } from './measure/machine.js';
import { endAllGroups } from './measure/process-group.js';
import { measureRounds } from './measure/rounds.js';
import { renderPage } from './page/page.js';
import { progressLine } from './page/progress-line.js';
import { readScenarioResults, writeResults } from './results-file.js';
import { nginxVersion } from './servers/nginx.js';

const flags = parseFlags(process.argv.slice(2));
if (flags.help) {
  console.log(usage);
} else if (flags.problems.length > 0) {
  console.error(`${flags.problems.join('\n')}\n\n${usage}`);
  process.exitCode = 2;
} else {
  const missing = [...missingTools(), ...missingBuild()];
  if (missing.length > 0) {
    console.error(missing.join('\n'));
    process.exitCode = 3;
  } else {
    await bench(flags);
  }
}

async function bench({ cases, generators: asked, rounds, seconds, results: resultsPath, out }) {
  const nginx = nginxVersion();
  const found = new Map(generators.map((generator) => [generator.name, findTool(generator)]));
  const tools = asked.flatMap((generator) => {
    const tool = found.get(generator.name);
    return tool === null ? [] : [{ generator, command: tool.command }];
  });
  const results = {
    startedAt: new Date().toISOString(),
    complete: false,
    rounds,
    seconds,
    machine: describeMachine(),
    versions: {
      ...Object.fromEntries([...found].map(([name, tool]) => [name, tool?.version ?? null])),
      nginx,
    },
    cases: cases.map(({ name }) => name),
    tools: asked.map(({ name }) => name),
    runs: [],
  };
  const folder = mkdtempSync(join(tmpdir(), 'inrush-bench-'));
  const save = () => writeResults(resultsPath, results);
  stopOnSignals(() => {
    save();
    rmSync(folder, { recursive: true, force: true });
  });
  pinOwnProcess();
  const measurable = cases.filter(({ server }) => server !== 'nginx' || nginx !== null);
  const runsARound = measurable.flatMap((one) =>
    tools.filter(({ generator }) => generator.cannot(one) === undefined),
  ).length;
  console.error(
    `${runsARound} runs a round, about ${Math.ceil((runsARound * rounds * (seconds + 1)) / 60)} min`,
  );
  try {
    await measureRounds({ cases: measurable, tools, rounds, seconds, folder }, (run) => {
      results.runs.push(run);
      save();
      console.error(progressLine(run, results));
    });
    results.complete = true;
    save();
    writeFileSync(out, renderPage(results, readScenarioResults()));
    console.error(`written: ${resultsPath}, ${out}`);
  } finally {
    endAllGroups();
    rmSync(folder, { recursive: true, force: true });
  }
}

function missingBuild() {
  const main = new URL('../dist/cli/main.js', import.meta.url);
  return existsSync(main) ? [] : ['there is no dist/: run `npm run build` in the project’s folder first'];
}

/** What was measured until then is kept; the page is left as it is. */
function stopOnSignals(cleanUp) {
  for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.once(signal, () => {
      endAllGroups();
      cleanUp();
      console.error(`stopped by ${signal}; \`npm run report\` makes a page of what there is`);
      process.exit(status);
    });
  }
}
