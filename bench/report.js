// Writes docs/benchmarks.md again, from the numbers of the last `npm run bench`. See README.md.
import { writeFileSync } from 'node:fs';
import { parseFlags } from './flags.js';
import { renderPage } from './page/page.js';
import { readResults, readScenarioResults } from './results-file.js';

const { problems, results, out } = parseFlags(process.argv.slice(2));
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 2;
} else {
  writeFileSync(out, renderPage(readResults(results), readScenarioResults()));
}
