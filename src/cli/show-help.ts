import { exitCode, type ExitCode } from './exit-code.ts';
import type { Manual } from './manual.ts';

/** Prints the help of a command. What lays it out is loaded only here. */
export async function showHelp({
  usage,
  flags,
  examples,
}: Pick<Manual, 'usage' | 'flags' | 'examples'>): Promise<ExitCode> {
  const { helpText } = await import('./help-text.ts');
  process.stdout.write(await helpText(usage, flags, examples));
  return exitCode.done;
}
