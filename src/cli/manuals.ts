import { completionManual } from './completion-manual.ts';
import { doctorManual } from './doctor-command.ts';
import { importManual } from './import-command.ts';
import { initManual } from './init-command.ts';
import { syntax as loadSyntax } from './load-command.ts';
import type { Manual } from './manual.ts';
import { reportManual } from './report-command.ts';
import { reportFlags } from './report-flags.ts';
import { runManual } from './run-scenario-command.ts';
import type { RunSyntax } from './run-line.ts';
import { schemaManual } from './schema-command.ts';
import { envFlags } from './scenario-flags.ts';
import { syntax as syncVsAsyncSyntax } from './sync-vs-async-command.ts';
import { targetManual } from './target-command.ts';
import { validateManual } from './validate-command.ts';

/** Every command, the load run first. */
export function allManuals(): readonly Manual[] {
  return [
    urlManual(null, loadSyntax()),
    runManual,
    initManual,
    withEnvFlags(urlManual('sync-vs-async', syncVsAsyncSyntax())),
    validateManual,
    schemaManual,
    importManual,
    reportManual,
    targetManual,
    doctorManual,
    completionManual,
  ];
}

/** A command that sends load takes URLs, and reports. */
function urlManual(
  name: string | null,
  { usage, flags, examples, kind }: Pick<RunSyntax<never>, 'usage' | 'flags' | 'examples' | 'kind'>,
): Manual {
  return { name, usage, flags: [...flags, ...reportFlags(kind)], examples, wordsAre: null };
}

/** It takes a scenario file, too. */
function withEnvFlags(manual: Manual): Manual {
  return { ...manual, flags: [...manual.flags, ...envFlags] };
}
