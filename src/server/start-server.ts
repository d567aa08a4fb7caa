import { existsSync } from 'node:fs';
import { InrushError } from '../base/errors.ts';
import type { NonEmpty } from '../plan/non-empty.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import { type AnswersAt, takesConnection } from './answers.ts';
import { commandText, shortCommand } from './command-text.ts';
import { OutputTail } from './output-tail.ts';
import type { RunningServer } from './running-server.ts';
import { ServerProcess, startProcess } from './server-process.ts';
import { UsageSampler } from './usage-sampler.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { watchServer } from './watched-server.ts';

export type StartServerOptions = {
  /** Where it will answer. The first is what is measured: nothing may answer there yet. Others that do are not waited for. */
  readonly answersAt: NonEmpty<AnswersAt>;
  /** Aborted, the server is stopped and the signal's reason is thrown. Of no effect once it is ready. */
  readonly signal?: AbortSignal | undefined;
  /** Takes secrets out of the command and of what the server writes, where they are kept or shown. */
  readonly redact?: ((text: string) => string) | undefined;
  /** Each line that it writes, harmless to a terminal. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Called once when it takes a while, with what is waited for. */
  readonly onWaiting?: ((what: string) => void) | undefined;
};

/** A server on this machine says at once whether it is there. */
const firstLookMs = 1000;

/**
 * Starts a server and waits until it is ready. It is in a session and a process group of its own; whoever asked for it stops it,
 * and so does the end of this process, by `kill -9` too. When something is thrown, none of its processes is left.
 *
 * Throws an InrushError `cannot-run`
 * - when something answers at the first address before the server was started: it would have been measured instead;
 * - when the program doesn't exist or can't be executed, or its folder doesn't exist;
 * - when it ends before it is ready, with the last lines that it wrote;
 * - when it isn't ready in time, with the same.
 */
export async function startServer(
  command: ServerCommand,
  { answersAt, signal, redact = (text) => text, onLine, onWaiting }: StartServerOptions,
): Promise<RunningServer> {
  signal?.throwIfAborted();
  const whole = redact(commandText(command));
  const text = shortCommand(whole);
  const awaited = await unanswered(answersAt, text);
  signal?.throwIfAborted();
  const output = new OutputTail(redact);
  if (onLine !== undefined) output.onLine(onLine);
  const server = await startedProcess(command, output, { text, redact });
  // Who detaches itself early must have been seen before.
  const sampler = server.tree === null ? null : new UsageSampler(server.tree);
  try {
    await waitUntilReady(server, { command, text, awaited, signal, onWaiting });
    return watchServer(server, { sampler, command: whole, readyMs: Date.now() - server.startedAtMs });
  } catch (error) {
    sampler?.close();
    await server.stop();
    throw error;
  }
}

/** A second server of something else, or one of the last run that was never stopped, is a trap that nobody sees. */
async function unanswered(answersAt: NonEmpty<AnswersAt>, text: string): Promise<readonly AnswersAt[]> {
  const taken = await Promise.all(answersAt.map((target) => takesConnection(target, firstLookMs)));
  if (taken[0] === true) {
    const message = `something answers at ${answersAt[0].origin} already: it would have been measured, and not ${text}`;
    throw new InrushError('cannot-run', [{ message, hint: 'end it first, or use another port' }]);
  }
  return answersAt.filter((_, index) => taken[index] !== true);
}

async function startedProcess(
  command: ServerCommand,
  output: OutputTail,
  { text, redact }: { readonly text: string; readonly redact: (text: string) => string },
): Promise<ServerProcess> {
  const { cwd } = command;
  if (cwd !== null && !existsSync(cwd)) {
    throw cannotStart(`the server can't be started in ${cwd}, which doesn't exist`, 'check its folder');
  }
  const started = await startProcess(command, output);
  if (started instanceof ServerProcess) return started;
  const { program, hint } = programOf(command);
  const isMissing = started.refusal.includes('ENOENT');
  const why = isMissing ? `there is no program "${redact(shortCommand(program))}"` : redact(started.refusal);
  throw cannotStart(`the server can't be started: ${why} (${text})`, hint);
}

function programOf({ command }: ServerCommand): { readonly program: string; readonly hint: string } {
  const [program = ''] = command.kind === 'shell' ? ['sh'] : command.words;
  const hint = /\s/.test(program)
    ? 'the program and its arguments are words of their own: leave out the quotes around them'
    : 'check the spelling and the PATH; what only a shell knows needs one: sh -c';
  return { program, hint };
}

function cannotStart(message: string, hint: string): InrushError {
  return new InrushError('cannot-run', [{ message, hint }]);
}
