import pc from 'picocolors';
import type { Problem } from '../base/errors.ts';
import { type Palette, plain } from '../report/palette.ts';
import { forRunner } from './github-log.ts';

/** Colour only where a person looks: on a terminal, unless NO_COLOR or --no-color says otherwise. */
export function paletteFor(stream: { readonly isTTY?: boolean }): Palette {
  return stream.isTTY === true && pc.isColorSupported ? pc.createColors(true) : plain;
}

/** A line to the person who runs this; never part of the report. */
export function note(text: string): void {
  process.stderr.write(forRunner(`inrush: ${text}\n`, 2));
}

/** All problems at once, each with what to do about it. */
export function printProblems(problems: readonly Problem[]): void {
  const palette = paletteFor(process.stderr);
  for (const { message, hint } of problems) {
    process.stderr.write(forRunner(`${palette.red('error:')} ${message}\n`, 2));
    if (hint !== undefined) process.stderr.write(forRunner(`       ${palette.dim(hint)}\n`, 2));
  }
}
