import { InrushError, type Problem } from '../base/errors.ts';
import { foldVerdict } from '../gate/verdict.ts';
import { type Palette, plain } from '../report/palette.ts';
import { render, type Report } from '../report/registry.ts';
import { exitCode, type ExitCode, gateExitCode } from './exit-code.ts';
import { type Output, writeReport } from './outputs.ts';
import { paletteFor } from './terminal.ts';

/**
 * Renders the report everywhere it was asked for and waits until all of it is written. Files come first, so that a
 * stdout that fails or is slow takes nothing with it; nor does a file that can't be written after all. Throws
 * `cannot-run` with every one of those.
 */
export async function deliver(report: Report, outputs: readonly Output[], latency: boolean): Promise<void> {
  return deliverAs(outputs, (format, palette) => render(report, format, { palette, latency }));
}

/** {@link deliver}, of a document with formats of its own. */
export async function deliverAs(
  outputs: readonly Output[],
  renderAs: (format: string, palette: Palette) => Promise<string>,
): Promise<void> {
  const problems: Problem[] = [];
  for (const { format, path } of outputs.toSorted(
    (a, b) => Number(a.path === null) - Number(b.path === null),
  )) {
    const text = await renderAs(format, path === null ? paletteFor(process.stdout) : plain);
    if (path === null) await writeToStdout(text);
    else problems.push(...failureToWrite(path, text));
  }
  if (problems.length > 0) throw new InrushError('cannot-run', problems);
}

/** Whether it worked is for whoever listens to the stream's errors, as main.ts does. */
export function writeToStdout(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

function failureToWrite(path: string, text: string): readonly Problem[] {
  try {
    writeReport(path, text);
    return [];
  } catch (error) {
    if (error instanceof InrushError) return error.problems;
    throw error;
  }
}

/** A signal outranks everything; then the gates, which fail without data; then whether anything succeeded at all. */
export function reportExitCode(report: Report, interrupted: ExitCode, succeeded: number): ExitCode {
  if (interrupted !== exitCode.done) return interrupted;
  const gates = gateExitCode(foldVerdict(report.gates, report.trust.level));
  if (gates !== exitCode.done) return gates;
  const isLost = report.completion.state === 'partial';
  return succeeded === 0 || isLost ? exitCode.cannotRun : exitCode.done;
}
