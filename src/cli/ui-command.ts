import { statSync } from 'node:fs';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import { parseLine } from './command-line.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind } from './flag.ts';
import type { Manual } from './manual.ts';
import { noColorFlag } from './report-flags.ts';
import { showHelp } from './show-help.ts';

export const uiManual: Manual = {
  name: 'ui',
  usage: `inrush ui DIR

Serves the results in a folder, which -o json=FILE wrote, as pages on 127.0.0.1:
each by itself, and any two runs compared. Ctrl-C ends it. docs/dashboard.md
explains it.`,
  flags: [noColorFlag],
  examples: [
    ['inrush ui results/', 'then open the address that it prints'],
    ['inrush 127.0.0.1:8080 --ui', 'the page of a run while it goes'],
  ],
  wordsAre: 'files',
};

const hint = 'name a folder with what -o json=FILE wrote: inrush ui results/';

/** `inrush ui DIR`: stored results in a browser, until a signal ends it. */
export async function uiCommand(args: readonly string[]): Promise<ExitCode> {
  const line = parseLine(args, bind([noColorFlag], {}));
  if (line.wantsHelp) return showHelp(uiManual);
  const [folder, ...more] = line.words;
  const problems = [...line.problems, ...folderProblems(folder, more)];
  if (folder === undefined || problems.length > 0) throw new InrushError('usage', problems);
  const { PageServer } = await import('../live/dashboard/page-server.ts');
  const { resultsSite } = await import('../live/dashboard/results-site.ts');
  const server = await PageServer.start(resultsSite(folder));
  process.stdout.write(`results are at ${server.url}\n`);
  // It keeps no process alive by itself.
  const waiting = setInterval(() => {}, 60_000);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  clearInterval(waiting);
  server.close();
  return exitCode.done;
}

function folderProblems(folder: string | undefined, more: readonly string[]): Problem[] {
  if (folder === undefined) return [{ message: 'there is no folder of results', hint }];
  if (more.length > 0) {
    return [{ message: `one folder of results, got ${[folder, ...more].join(' ')}`, hint }];
  }
  try {
    return statSync(folder).isDirectory() ? [] : [{ message: `${folder} is no folder`, hint }];
  } catch (error) {
    return [{ message: `can't read ${folder} (${describeCause(error)})`, hint }];
  }
}
