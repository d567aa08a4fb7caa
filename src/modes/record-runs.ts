import { setTimeout } from 'node:timers/promises';
import { InrushError } from '../base/errors.ts';
import type { LeftOut } from '../gate/compare/compare-result.ts';
import { whyNot } from '../gate/compare/make-side.ts';
import type { Result } from '../summary/result.ts';

export type RecordOptions = {
  /** How many are to count [10]. */
  readonly runs?: number;
  /** Between a run and the next [1000]. */
  readonly pauseMs?: number;
  /** Called before each run: with 0 before the first, which warms up and doesn't count; then with which one is to count. */
  readonly onRun?: (number: number) => void;
  /** Given the first run, to throw where it tells that the others are not worth their time. */
  readonly onWarmedUp?: (result: Result) => void;
  /** Asked after each run [goes on to the end]. */
  readonly isStopped?: () => boolean;
  readonly sleep?: (ms: number) => Promise<unknown>;
};

export type Recording = {
  /** In the order in which they ran; fewer than asked for where too many could not count. */
  readonly counted: readonly Result[];
  readonly leftOut: readonly LeftOut[];
};

/**
 * Runs the same load again and again, until as many runs count as a baseline is to be made of: see `makeBaseline`. One that
 * is partial or can't be trusted is made up for, up to half as many times as runs are to count. Throws `cannot-run` when
 * nothing succeeds in the first, and whatever a run throws.
 */
export async function recordRuns(
  run: () => Promise<Result>,
  options: RecordOptions = {},
): Promise<Recording> {
  const {
    runs = 10,
    pauseMs = 1000,
    onRun,
    onWarmedUp,
    isStopped = () => false,
    sleep = setTimeout,
  } = options;
  const counted: Result[] = [];
  const leftOut: LeftOut[] = [];
  onRun?.(0);
  const first = await run();
  if (!isStopped()) {
    refuseFailures(first);
    onWarmedUp?.(first);
  }
  const most = runs + Math.ceil(runs / 2);
  for (let attempt = 1; attempt <= most && counted.length < runs && !isStopped(); attempt++) {
    await sleep(pauseMs);
    if (isStopped()) break;
    onRun?.(counted.length + 1);
    const result = await run();
    const reason = whyNot(result);
    if (reason === null) counted.push(result);
    else leftOut.push({ name: `run ${attempt}`, reason });
  }
  return { counted, leftOut };
}

function refuseFailures({ accounting, failures, statusCodes }: Result): void {
  if (accounting.ok > 0) return;
  const [failure] = failures;
  const codes = Object.keys(statusCodes).join(', ');
  const what = failure === undefined ? `status ${codes}` : `${failure.reason}: ${failure.example}`;
  const message = `no request succeeded in the first run (${what})`;
  throw new InrushError('cannot-run', [
    { message, hint: 'a baseline says what is well: look at one run first' },
  ]);
}
