import { InrushError, type Problem } from '../base/errors.ts';
import { foldVerdict, type InconclusivePolicy } from '../gate/verdict.ts';
import type { GatePlace } from '../report/github-annotations.ts';
import { type Palette, plain } from '../report/palette.ts';
import { render, type Rendering, type Report } from '../report/registry.ts';
import { exitCode, type ExitCode, gateExitCode } from './exit-code.ts';
import { forRunner, isOnGithub } from './github-log.ts';
import { type Output, writeReport } from './outputs.ts';
import { note, paletteFor } from './terminal.ts';

/**
 * Renders what was measured everywhere it was asked for and waits until all of it is written. Files come first, so that a
 * stdout that fails or is slow takes nothing with it; nor does a file that can't be written after all. Throws
 * `cannot-run` with every one of those. GitHub Actions is told, too, if that is where it runs; `places` say where the
 * gates were written down.
 */
export async function deliver(
  report: Report,
  outputs: readonly Output[],
  rendering: Rendering,
  places: readonly GatePlace[] = [],
): Promise<void> {
  try {
    await deliverAs(outputs, (format, palette) => render(report, format, { palette, ...rendering }));
  } finally {
    if (isOnGithub()) await annotate(report, places);
  }
}

async function annotate(report: Report, places: readonly GatePlace[]): Promise<void> {
  const { tellGithub } = await import('./github-actions.ts');
  const told = await tellGithub(report, places);
  if (told.note !== null) note(told.note);
  process.stderr.write(told.annotations);
}

/** Renders a document and writes it like {@link deliver}, and tells nobody else. */
export async function deliverAs(
  outputs: readonly Output[],
  renderAs: (format: string, palette: Palette) => Promise<string>,
): Promise<void> {
  const problems: Problem[] = [];
  for (const { format, path } of outputs.toSorted(
    (a, b) => Number(a.path === null) - Number(b.path === null),
  )) {
    const text = await renderAs(format, path === null ? paletteFor(process.stdout) : plain);
    if (path === null) await writeToStdout(text, format);
    else problems.push(...failureToWrite(path, text));
  }
  if (problems.length > 0) throw new InrushError('cannot-run', problems);
}

/** Whether it worked is for whoever listens to the stream's errors, as main.ts does. */
export function writeToStdout(text: string, format = 'text'): Promise<void> {
  return new Promise((resolve) => process.stdout.write(forRunner(text, 1, format), () => resolve()));
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
export function reportExitCode(
  report: Report,
  interrupted: ExitCode,
  succeeded: number,
  policy: InconclusivePolicy = 'fail',
): ExitCode {
  if (interrupted !== exitCode.done) return interrupted;
  const gates = gateExitCode(foldVerdict(report.gates, report.trust.level), policy);
  if (gates !== exitCode.done) return gates;
  const isLost = report.completion.state === 'partial';
  return succeeded === 0 || isLost ? exitCode.cannotRun : exitCode.done;
}
