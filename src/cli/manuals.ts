import { completionManual } from './completion-manual.ts';
import { doctorManual } from './doctor-command.ts';
import { syntax as loadSyntax } from './load-command.ts';
import type { Manual } from './manual.ts';
import { reportManual } from './report-command.ts';
import { reportFlags } from './report-flags.ts';
import type { RunSyntax } from './run-line.ts';
import { syntax as syncVsAsyncSyntax } from './sync-vs-async-command.ts';
import { targetManual } from './target-command.ts';

/** Every command, the load run first. */
export function allManuals(): readonly Manual[] {
  return [
    runManual(null, loadSyntax()),
    runManual('sync-vs-async', syncVsAsyncSyntax()),
    reportManual,
    targetManual,
    doctorManual,
    completionManual,
  ];
}

/** A command that sends load takes URLs, and reports. */
function runManual(
  name: string | null,
  { usage, flags, examples, kind }: Pick<RunSyntax<never>, 'usage' | 'flags' | 'examples' | 'kind'>,
): Manual {
  return { name, usage, flags: [...flags, ...reportFlags(kind)], examples, wordsAre: null };
}
