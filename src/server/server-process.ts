import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeCause } from '../base/errors.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import type { ServerEnd } from '../summary/server-usage.ts';
import type { OutputTail } from './output-tail.ts';
import { linuxProcesses } from './process-stat.ts';
import { ProcessTree } from './process-tree.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

export type ProcessEnd = Pick<ServerEnd, 'exitCode' | 'signal'> & {
  /** Wall clock, ms since the epoch. */
  readonly endedAtMs: number;
};

type Keeping = {
  readonly output: OutputTail;
  readonly watchdog: Watchdog;
  /** From SIGTERM to SIGKILL. */
  readonly stopTimeoutMs: number;
};

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** How long what it wrote last may take to get here after its end; a child of its may keep the pipes open. */
const lastWordsMs = 200;
const lookEveryMs = 20;
/** For processes that SIGKILL doesn't end, as they hang in the kernel. */
const killTimeoutMs = 2000;

/** The processes of a server, as one thing that lives and ends. None outlives this process. */
export class ServerProcess {
  readonly pid: number;
  readonly startedAtMs: number = Date.now();
  readonly output: OutputTail;
  /** null elsewhere than on Linux. */
  readonly tree: ProcessTree | null;
  #end: ProcessEnd | null = null;
  readonly #listeners: ((end: ProcessEnd) => void)[] = [];
  readonly #child: Child;
  readonly #watchdog: Watchdog;
  readonly #stopTimeoutMs: number;
  readonly #onExit = (): void => this.#leaveToWatchdog();
  #isGone = false;
  #stopping: Promise<void> | null = null;

  constructor(child: Child, pid: number, { output, watchdog, stopTimeoutMs }: Keeping) {
    this.pid = pid;
    this.output = output;
    this.#child = child;
    this.#watchdog = watchdog;
    this.#stopTimeoutMs = stopTimeoutMs;
    this.tree = process.platform === 'linux' ? new ProcessTree(pid, linuxProcesses) : null;
    child.once('exit', (exitCode, signal) => {
      const end = { exitCode, signal, endedAtMs: Date.now() };
      const timer = setTimeout(() => this.#onEnd(end), lastWordsMs);
      child.once('close', () => {
        clearTimeout(timer);
        this.#onEnd(end);
      });
    });
    watchdog.watch(pid);
    process.on('exit', this.#onExit);
  }

  /** Called when the process that was started has ended, and its last words are here; at once if it has. */
  onEnded(listener: (end: ProcessEnd) => void): void {
    if (this.#end === null) this.#listeners.push(listener);
    else listener(this.#end);
  }

  /** SIGTERM to all, SIGKILL to who is left after the timeout. Answers when they have gone. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  #onEnd(end: ProcessEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    if (!this.#isThere()) this.#letGo();
    for (const listener of this.#listeners) listener(end);
  }

  async #stop(): Promise<void> {
    if (this.#isGone) return;
    this.#signal('SIGTERM');
    if (!(await this.#isGoneWithin(this.#stopTimeoutMs))) {
      this.#signal('SIGKILL');
      await this.#isGoneWithin(killTimeoutMs);
    }
    this.#letGo();
  }

  /** From now on its pid may be somebody else's. */
  #letGo(): void {
    this.#isGone = true;
    // Who escaped may hold them open, and would keep this process alive.
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
    this.#child.unref();
    process.off('exit', this.#onExit);
    this.#watchdog.dismiss();
  }

  async #isGoneWithin(timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    while (this.#isThere()) {
      if (Date.now() >= deadline) return false;
      await sleep(lookEveryMs);
    }
    return true;
  }

  /** It ends the group as {@link stop} does, but can't know of others. */
  #leaveToWatchdog(): void {
    if (this.#watchdog.isAwake) this.#signalOthers('SIGTERM');
    else this.#signal('SIGKILL');
  }

  #isThere(): boolean {
    return this.tree === null ? send(-this.pid, 0) : this.tree.look().some(({ isZombie }) => !isZombie);
  }

  #signal(signal: NodeJS.Signals): void {
    this.#signalOthers(signal);
    send(-this.pid, signal);
  }

  /** Some may have made a group of their own. */
  #signalOthers(signal: NodeJS.Signals): void {
    for (const { pid, group, isZombie } of this.tree?.look() ?? []) {
      if (group !== this.pid && !isZombie) send(pid, signal);
    }
  }
}

/** The reason when there is no such program, or it can't be executed. */
export async function startProcess(
  command: ServerCommand,
  output: OutputTail,
): Promise<ServerProcess | { readonly refusal: string }> {
  const watchdog = startWatchdog(command.stopTimeoutMs);
  try {
    const child = spawnServer(command);
    const { pid } = child;
    if (pid !== undefined) {
      child.stdout.on('data', output.stream());
      child.stderr.on('data', output.stream());
      return new ServerProcess(child, pid, { output, watchdog, stopTimeoutMs: command.stopTimeoutMs });
    }
    await once(child, 'spawn');
    throw new Error('it has no process');
  } catch (error) {
    watchdog.dismiss();
    return { refusal: describeCause(error) };
  }
}

function spawnServer({ command, cwd, env }: ServerCommand): Child {
  const [program = '', ...args] = command.kind === 'shell' ? [command.line] : command.words;
  return spawn(program, args, {
    ...(cwd === null ? {} : { cwd }),
    env: { ...process.env, ...env },
    shell: command.kind === 'shell',
    // A session and a group of its own: Ctrl-C must not end it before the run has drained.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Whether there was somebody to get it. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
