import { FlowRedactor } from '../flow/redactor.ts';
import { readMachine } from '../machine/read-machine.ts';
import type { PlannedFile } from '../modes/planned-file.ts';
import { withHooks } from '../modes/with-hooks.ts';
import { type TraceEntry, traceText } from '../report/trace-text.ts';
import { runFlowsOnce } from '../run/flow/run-once.ts';
import { Redactor } from '../scenario/redactor.ts';
import { assert } from '../base/assert.ts';
import { writeToStdout } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { paletteFor } from './terminal.ts';
import { traceEntry } from './trace-entry.ts';

type Write = (text: string) => Promise<void>;

/**
 * `inrush run FILE --once`: what one user sends and gets in its session and an iteration of each flow. All of it is shown
 * at the end, as a later response may tell that an earlier one held a secret.
 */
export async function runOnce(file: PlannedFile, write: Write = writeToStdout): Promise<ExitCode> {
  const { plan } = file;
  assert(plan.work.kind === 'flows', 'a scenario file has flows');
  const { flows } = plan.work;
  const entries: TraceEntry[] = [];
  const known = new FlowRedactor(flows.secrets);
  const secrets = new Set(flows.secrets.values);
  try {
    await withHooks(file, async (shared) => {
      await runFlowsOnce(plan, { ...flows, shared }, readMachine(), (event, vars) => {
        entries.push(traceEntry(event));
        for (const secret of known.valuesIn(vars)) secrets.add(secret);
      });
    });
  } finally {
    const redactor = new Redactor(secrets);
    const redact = (text: string): string => redactor.redact(text);
    if (entries.length > 0) await write(traceText(entries, { palette: paletteFor(process.stdout), redact }));
  }
  return entries.some(isFailure) ? exitCode.gateFailed : exitCode.done;
}

function isFailure(entry: TraceEntry): boolean {
  switch (entry.kind) {
    case 'failed':
    case 'no-response':
      return true;
    case 'check':
      return !entry.passed;
    case 'response':
      return !entry.ok;
    default:
      return false;
  }
}
