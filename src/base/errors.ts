/** What went wrong, in the classes that the command line's exit codes tell apart. */
export type ErrorCode = 'usage' | 'cannot-run';

/** One thing that is wrong with the input, and what to do about it. */
export type Problem = { readonly message: string; readonly hint?: string };

/** Wrong input or a wrong environment; carries every problem that was found, not just the first. */
export class InrushError extends Error {
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, problems: readonly Problem[], options?: { cause?: unknown }) {
    super(problems.map((problem) => problem.message).join('\n'), options);
    this.name = 'InrushError';
    this.code = code;
    this.problems = problems;
  }
}

/** `ENOENT: no such file or directory` from whatever was thrown; the system's code if that is all there is. */
export function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (cause.message === '') return code;
  return code !== '' && !cause.message.includes(code) ? `${code}: ${cause.message}` : cause.message;
}
