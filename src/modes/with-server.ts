import { InrushError } from '../base/errors.ts';
import type { Plan } from '../plan/plan.ts';
import { runLoad, type RunOptions } from '../run/run-load.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import type { RunningServer } from '../server/running-server.ts';
import type { StartServerOptions } from '../server/start-server.ts';
import type { ServerEnd } from '../summary/server-usage.ts';
import type { Completion, Result } from '../summary/result.ts';
import { type Ended, endReason, watchedFor } from './server-interrupts.ts';

/** The end of a server is heard a little after that of the connections to it. */
const endHeardWithinMs = 300;

/** Works with a server under test, and stops it however that ends; `null` without a command. Throws as `startServer`. */
export async function withServer<T>(
  command: ServerCommand | null,
  options: StartServerOptions,
  use: (server: RunningServer | null) => Promise<T>,
): Promise<T> {
  if (command === null) return use(null);
  const { startServer } = await import('../server/start-server.ts');
  const server = await startServer(command, options);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/**
 * {@link runLoad}, with what the server took over the measured part. When it ends, so does the run: its result is partial.
 * Throws `cannot-run` with its last lines when it has ended before there was a result.
 */
export async function runOnServer(
  server: RunningServer | null,
  plan: Plan,
  options: RunOptions,
  run: typeof runLoad = runLoad,
): Promise<Result> {
  if (server === null) return run(plan, options);
  const watched = watchedFor(server, options.interrupts);
  try {
    return withUsage(await run(plan, { ...options, interrupts: watched.interrupts }), server);
  } catch (error) {
    const end = await watched.endWithin(endHeardWithinMs);
    if (!(error instanceof InrushError) || end === null) throw error;
    throw new InrushError('cannot-run', [endProblem(end), ...error.problems], { cause: error });
  } finally {
    watched.close();
  }
}

function withUsage(result: Result, server: RunningServer): Result {
  const startMs = Date.parse(result.startedAt);
  const fromMs = startMs + result.load.warmupMs;
  const { answeredPerS } = result.throughput;
  const answered = (answeredPerS * result.measuredMs) / 1000;
  const usage = server.usage(fromMs, fromMs + result.measuredMs, answered, startMs);
  const completion = usage.ended === null ? result.completion : partialFor(usage.ended, result.completion);
  return { ...result, completion, server: usage };
}

/** It may have ended when the load had, before its end was heard of. */
function partialFor(end: ServerEnd, completion: Completion): Completion {
  const reason = endReason(end);
  if (completion.state === 'complete') return { state: 'partial', reasons: [reason] };
  return completion.reasons.includes(reason)
    ? completion
    : { state: 'partial', reasons: [...completion.reasons, reason] };
}

function endProblem(end: Ended): { message: string } {
  const lines = end.lastLines.map((line) => `\n  ${line}`).join('');
  return {
    message: `${endReason(end)}; ${lines === '' ? 'it wrote nothing' : `the last that it wrote:${lines}`}`,
  };
}
