import { setTimeout as sleep } from 'node:timers/promises';
import { InrushError } from '../base/errors.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import { answers, type AnswersAt } from './answers.ts';
import { describeEnd } from './describe-end.ts';
import { listeningAt } from './listening.ts';
import type { ProcessEnd, ServerProcess } from './server-process.ts';

export type Waiting = {
  readonly command: ServerCommand;
  /** As it is shown. */
  readonly text: string;
  readonly awaited: readonly AnswersAt[];
  readonly signal: AbortSignal | undefined;
  readonly onWaiting: ((what: string) => void) | undefined;
};

/** Of one try; then another connection is opened. */
const longestTryMs = 5000;
const tryEveryMs = 25;
/** Then whoever looks is told what is waited for. */
const patienceMs = 3000;

/** Throws `cannot-run` when it ends before or needs too long, and the reason of the signal. */
export async function waitUntilReady(server: ServerProcess, waiting: Waiting): Promise<void> {
  const { command, signal } = waiting;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), command.readyTimeoutMs);
  const impatience = setTimeout(
    () => waiting.onWaiting?.(`waiting for the server: ${missingText(server, waiting)} so far`),
    patienceMs,
  );
  const onAbort = (): void => over.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  let end: ProcessEnd | null = null;
  server.onEnded((ended) => {
    end = ended;
    over.abort();
  });
  try {
    const isReady = await (command.ready.kind === 'log'
      ? linesHold(server, command.ready.text, over.signal)
      : allAnswer(waiting.awaited, over.signal));
    if (isReady) return;
    signal?.throwIfAborted();
    throw notReady(server, waiting, end);
  } finally {
    clearTimeout(timer);
    clearTimeout(impatience);
    signal?.removeEventListener('abort', onAbort);
    // Nobody may go on trying.
    over.abort();
  }
}

/** false when it is over before. */
async function linesHold(server: ServerProcess, text: string, over: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const leave = server.output.onLine((line) => {
      if (line.includes(text)) settle(true);
    });
    const settle = (holds: boolean): void => {
      leave();
      resolve(holds);
    };
    over.addEventListener('abort', () => settle(false), { once: true });
  });
}

/** false when it is over before. */
async function allAnswer(awaited: readonly AnswersAt[], over: AbortSignal): Promise<boolean> {
  const isOver = new Promise<false>((resolve) => {
    over.addEventListener('abort', () => resolve(false), { once: true });
  });
  const tried = awaited.map(async (target) => {
    while (!over.aborted && !(await answers(target, longestTryMs, over))) await sleep(tryEveryMs);
    return !over.aborted;
  });
  return Promise.race([isOver, Promise.all(tried).then((each) => each.every(Boolean))]);
}

function notReady(server: ServerProcess, waiting: Waiting, end: ProcessEnd | null): InrushError {
  const { command, text } = waiting;
  const lines = server.output.lines().map((line) => `\n  ${line}`);
  const last = lines.length === 0 ? '; it wrote nothing' : `; the last that it wrote:${lines.join('')}`;
  if (end !== null) return endedBefore(end, text, last);
  const missing = missingText(server, waiting);
  const message = `the server was not ready within ${command.readyTimeoutMs / 1000} s: ${missing} (${text})${last}`;
  const hint = 'check its port, or give it more time: readyTimeout in the serve: of a scenario file';
  return new InrushError('cannot-run', [{ message, hint }]);
}

function endedBefore(end: ProcessEnd, text: string, last: string): InrushError {
  const message = `the server ended before it was ready: ${describeEnd(end)} (${text})${last}`;
  const hint =
    end.exitCode === 0
      ? "it has to stay in the foreground: one that puts itself into the background can't be watched"
      : 'start it by hand to see more';
  return new InrushError('cannot-run', [{ message, hint }]);
}

/** `nothing answered at http://127.0.0.1:3000; it listens on 0.0.0.0:8000` */
function missingText(server: ServerProcess, { command, awaited }: Waiting): string {
  if (command.ready.kind === 'log') return `no line of it held ${JSON.stringify(command.ready.text)}`;
  const missing = `nothing answered at ${awaited.map(({ origin }) => origin).join(', ')}`;
  const places = listeningAt(server.tree?.look().map(({ pid }) => pid) ?? []);
  return places.length === 0 ? missing : `${missing}; it listens on ${places.join(', ')}`;
}
