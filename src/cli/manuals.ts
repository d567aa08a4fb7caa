import { abManual } from './ab-command.ts';
import { baselineManual } from './baseline-command.ts';
import { compareManual } from './compare-command.ts';
import { completionManual } from './completion-manual.ts';
import { doctorManual } from './doctor-command.ts';
import { findMaxManual } from './find-max-command.ts';
import { importManual } from './import-command.ts';
import { initManual } from './init-command.ts';
import { syntax as loadSyntax } from './load-command.ts';
import type { Manual } from './manual.ts';
import { reportManual } from './report-command.ts';
import { reportFlags } from './report-flags.ts';
import { runManual } from './run-scenario-command.ts';
import type { RunSyntax } from './run-line.ts';
import { schemaManual } from './schema-command.ts';
import { serverFlags } from './server-words.ts';
import { syntax as syncVsAsyncSyntax } from './sync-vs-async-command.ts';
import { targetManual } from './target-command.ts';
import { trendManual } from './trend-command.ts';
import { uiManual } from './ui-command.ts';
import { validateManual } from './validate-command.ts';

/** Every command, the load run first. */
export function allManuals(): readonly Manual[] {
  return [
    urlManual(null, loadSyntax()),
    runManual,
    initManual,
    urlManual('sync-vs-async', syncVsAsyncSyntax()),
    abManual,
    findMaxManual,
    compareManual,
    baselineManual,
    trendManual,
    validateManual,
    schemaManual,
    importManual,
    reportManual,
    uiManual,
    targetManual,
    doctorManual,
    completionManual,
  ];
}

/** A command that sends load takes URLs, and reports. */
function urlManual(
  name: string | null,
  { usage, flags, examples, kind, alsoTakes = [] }: Omit<RunSyntax<never>, 'plan' | 'check'>,
): Manual {
  return {
    name,
    usage,
    flags: [...flags, ...serverFlags, ...reportFlags(kind), ...alsoTakes],
    examples,
    wordsAre: null,
  };
}
