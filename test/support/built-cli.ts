import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The command line as `npm run build` leaves it. */
export const cliPath: string = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** What a finished process leaves behind. */
export type CliOutcome = {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly tookMs: number;
};

export type CliOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** It is killed after that, and the test fails. */
  readonly timeoutMs?: number;
};

/** Runs the built command line to its end. */
export async function inrush(...args: readonly string[]): Promise<CliOutcome> {
  return startInrush(args).outcome();
}

/** The same with another environment or folder. */
export async function inrushWith(options: CliOptions, ...args: readonly string[]): Promise<CliOutcome> {
  return startInrush(args, options).outcome();
}

/** Starts the built command line; it is killed with its workers when the test is over. */
export function startInrush(args: readonly string[], options: CliOptions = {}): RunningCli {
  return startProcess(process.execPath, [cliPath, ...args], options);
}

/** Any command, held in the same way. */
export function startProcess(
  command: string,
  args: readonly string[],
  { env = {}, cwd, timeoutMs = 45_000 }: CliOptions = {},
): RunningCli {
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as on a terminal: Ctrl-C reaches all of it, and so does the clean-up.
    detached: true,
  });
  const cli = new RunningCli(child, `${command} ${args.join(' ')}`, timeoutMs);
  onTestFinished(() => cli.kill());
  return cli;
}

/** A process in progress. */
export class RunningCli {
  stdout: string = '';
  stderr: string = '';
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown[]>;
  readonly #startedAt = performance.now();
  readonly #label: string;
  readonly #timer: NodeJS.Timeout;
  #isLate = false;

  constructor(child: ChildProcess, label: string, timeoutMs: number) {
    this.#child = child;
    this.#label = label;
    this.#closed = once(child, 'close');
    this.#timer = setTimeout(() => {
      this.#isLate = true;
      this.kill();
    }, timeoutMs);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
  }

  get pid(): number {
    return this.#child.pid ?? NaN;
  }

  /** The processes that this one has started and that are still there; Linux only. */
  childPids(): number[] {
    return childrenOf(this.pid);
  }

  /** To this process alone, as `kill` does. */
  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /** To the whole process group, as Ctrl-C on a terminal does. */
  signalGroup(signal: NodeJS.Signals): void {
    process.kill(-this.pid, signal);
  }

  /** Ends what is left of it, workers included. */
  kill(): void {
    clearTimeout(this.#timer);
    try {
      this.signalGroup('SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
  }

  async outcome(): Promise<CliOutcome> {
    const [exitCode, signal] = (await this.#closed) as [number | null, NodeJS.Signals | null];
    clearTimeout(this.#timer);
    const { stdout, stderr } = this;
    if (this.#isLate) throw new Error(`${this.#label} did not end in time\n${stdout}\n${stderr}`);
    return { exitCode, signal, stdout, stderr, tookMs: performance.now() - this.#startedAt };
  }
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inrush-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Whether a process is there and not merely waiting to be reaped. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** The processes that a process has started and that are still there; Linux only. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
}

function parentOf(pid: string): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It has ended since its name was read.
    return null;
  }
}

/** Nothing of the test runner's own settings, of colours and of proxies, and no fingerprint that a developer saved. */
function cleanEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { INRUSH_FINGERPRINT: '' };
  for (const name of ['PATH', 'HOME', 'TMPDIR']) {
    const value = process.env[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}
