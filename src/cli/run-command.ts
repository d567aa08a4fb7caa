import { InrushError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { commandNames, type CommandName } from './command-names.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { forRunner } from './github-log.ts';
import { printProblems } from './terminal.ts';

type Command = (args: readonly string[]) => Promise<ExitCode>;

/** Each command's code is loaded only when it runs. */
const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  run: async () => (await import('./run-scenario-command.ts')).runScenarioCommand,
  init: async () => (await import('./init-command.ts')).initCommand,
  'sync-vs-async': async () => (await import('./sync-vs-async-command.ts')).syncVsAsyncCommand,
  ab: async () => (await import('./ab-command.ts')).abCommand,
  'find-max': async () => (await import('./find-max-command.ts')).findMaxCommand,
  compare: async () => (await import('./compare-command.ts')).compareCommand,
  baseline: async () => (await import('./baseline-command.ts')).baselineCommand,
  trend: async () => (await import('./trend-command.ts')).trendCommand,
  validate: async () => (await import('./validate-command.ts')).validateCommand,
  schema: async () => (await import('./schema-command.ts')).schemaCommand,
  import: async () => (await import('./import-command.ts')).importCommand,
  report: async () => (await import('./report-command.ts')).reportCommand,
  ui: async () => (await import('./ui-command.ts')).uiCommand,
  target: async () => (await import('./target-command.ts')).targetCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
  completion: async () => (await import('./completion-command.ts')).completionCommand,
};

/** Runs the command that the arguments name; without a name it is a load run. Never throws. */
export async function runCommand(args: readonly string[]): Promise<ExitCode> {
  try {
    const [name = '', ...rest] = args;
    if (isCommand(name)) return await (await commands[name]())(rest);
    if (name === 'help') return await runCommand(rest.length === 0 ? ['--help'] : [...rest, '--help']);
    refuseMistypedCommand(name);
    return await (await import('./load-command.ts')).loadCommand(args);
  } catch (error) {
    return reportError(error);
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** A bare word without a dot, colon or slash is hardly a host when it looks like one of our commands. */
function refuseMistypedCommand(name: string): void {
  if (!/^[a-z-]+$/.test(name) || name.startsWith('-') || name === 'localhost') return;
  const near = suggest(name, commandNames);
  if (near === undefined) return;
  throw new InrushError('usage', [{ message: `unknown command ${name}`, hint: `did you mean ${near}?` }]);
}

function reportError(error: unknown): ExitCode {
  if (error instanceof InrushError) {
    printProblems(error.problems);
    return error.code === 'usage' ? exitCode.usage : exitCode.cannotRun;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(
    forRunner(`${stack}\nThis is a bug in inrush, please report it with the lines above.\n`, 2),
  );
  return exitCode.bug;
}
