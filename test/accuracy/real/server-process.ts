import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('server-process.js', import.meta.url));

/** A server in a process of its own, which is gone after the test. It answers at once unless it is given work. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.url = `http://127.0.0.1:${port}/`;
  }

  static async start(): Promise<ServerProcess> {
    const child = fork(script, { execArgv: [], serialization: 'advanced' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new ServerProcess(child, port);
  }

  get pid(): number {
    return this.#child.pid ?? NaN;
  }

  /**
   * From now on requests are work for one server, or for one of several in the same process, by number. Each works on one
   * request after the other, and as long on each as this says; requests beyond take no time.
   */
  demand(demandsMs: readonly number[], servers: readonly number[] = []): void {
    this.#child.send({ kind: 'demand', demandsMs, servers });
  }

  /** When requests came since the last time, in ms of a clock. */
  async takeArrivals(): Promise<number[]> {
    this.#child.send({ kind: 'take' });
    const [{ arrivals }] = (await once(this.#child, 'message')) as [{ arrivals: number[] }];
    return arrivals;
  }

  /** Lets it stand still for so long; answers for how long it really did. */
  async standStill(ms: number): Promise<number> {
    return standStill(this.pid, ms);
  }
}

/** A process gets no processor for so long; answers for how long it really was. */
export async function standStill(pid: number, ms: number): Promise<number> {
  process.kill(pid, 'SIGSTOP');
  const stoppedAt = performance.now();
  await sleep(ms);
  process.kill(pid, 'SIGCONT');
  return performance.now() - stoppedAt;
}
