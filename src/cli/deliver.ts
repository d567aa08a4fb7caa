import { foldVerdict } from '../gate/verdict.ts';
import { plain } from '../report/palette.ts';
import { type Report, reporters } from '../report/registry.ts';
import { exitCode, type ExitCode, gateExitCode } from './exit-code.ts';
import { type Output, writeReport } from './outputs.ts';
import { paletteFor } from './terminal.ts';

/** Renders the report everywhere it was asked for. Throws `cannot-run` when a file can't be written after all. */
export function deliver(report: Report, outputs: readonly Output[], latency: boolean): void {
  for (const { format, path } of outputs) {
    const reporter = reporters[format];
    if (reporter === undefined) throw new Error(`bug: no reporter for ${format}`);
    const palette = path === null ? paletteFor(process.stdout) : plain;
    const text = reporter(report, { palette, latency });
    if (path === null) process.stdout.write(text);
    else writeReport(path, text);
  }
}

/** A signal outranks everything; then whether anything was measured at all; then the gates. */
export function reportExitCode(report: Report, interrupted: ExitCode, answered: number): ExitCode {
  if (interrupted !== exitCode.done) return interrupted;
  const gates = gateExitCode(foldVerdict(report.gates, report.trust.level));
  if (gates !== exitCode.done) return gates;
  const isLost = report.completion.state === 'partial';
  return answered === 0 || isLost ? exitCode.cannotRun : exitCode.done;
}
