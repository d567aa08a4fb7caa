import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { assert, assertNever } from '../base/assert.ts';
import { InrushError, type Problem } from '../base/errors.ts';
import type { ChildOptions, ChildReport } from './cluster-child.ts';
import type { Target } from './server.ts';

/**
 * Starts the target in several processes on one port, for more connections than the descriptors of one process.
 * A new connection goes to whichever process takes it first: were they given out in turn, all would pass through
 * this process, which accepts faster than it can give away and closes what its descriptors don't suffice for. So
 * shares are uneven, and a process for each 6,000 connections leaves room. The queue of `/serial` and the counts of `/flaky` are each
 * process's own: n processes serve n requests of `/serial` at a time.
 * Sets up `node:cluster` for this process, so a program can't use that for something else beside it.
 */
export async function startTargetProcesses(
  options: ChildOptions & { readonly processes: number },
): Promise<Target> {
  const { processes, ...childOptions } = options;
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({
    exec: fileURLToPath(new URL('./cluster-child.js', import.meta.url)),
    args: [],
    execArgv: [],
  });
  const children = Array.from({ length: processes }, () => cluster.fork());
  const close = async (): Promise<void> => {
    await Promise.all(children.map(stop));
  };
  try {
    const [first] = await Promise.all(children.map((child) => start(child, childOptions)));
    assert(first !== undefined, 'a target needs at least one process');
    for (const child of children) child.on('exit', warnOfExit);
    return { ...first, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** With port 0 the first child's choice becomes the port of all. */
function start(child: Worker, options: ChildOptions): Promise<{ url: string; port: number }> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null, signal: string | null): void => {
      reject(
        cannotRun([
          { message: `a target process ended before it listened: ${signal ?? `exit code ${code}`}` },
        ]),
      );
    };
    child.once('exit', onExit);
    child.on('error', ({ message }) => {
      // Else what it was sent last didn't reach it, and its exit, or its last message, tells more.
      const wasStarted = child.process.pid !== undefined;
      if (!wasStarted) reject(cannotRun([{ message: `a target process can't be started: ${message}` }]));
    });
    child.on('message', (report: ChildReport) => {
      switch (report.kind) {
        case 'waiting':
          child.send(options);
          break;
        case 'listening':
          child.off('exit', onExit);
          resolve({ url: report.url, port: report.port });
          break;
        case 'failed':
          reject(cannotRun(report.problems));
          break;
        default:
          assertNever(report);
      }
    });
  });
}

async function stop(child: Worker): Promise<void> {
  child.off('exit', warnOfExit);
  if (child.isDead()) return;
  const exited = happened(child, 'exit');
  // This process holds the port, and gives it back only when the last child has gone and its channel has closed.
  const disconnected = child.isConnected() ? happened(child, 'disconnect') : null;
  child.process.kill('SIGTERM');
  await exited;
  await disconnected;
}

function happened(child: Worker, event: 'exit' | 'disconnect'): Promise<void> {
  return new Promise((resolve) => child.once(event, () => resolve()));
}

function warnOfExit(this: Worker, code: number | null, signal: string | null): void {
  process.emitWarning(
    `target process ${this.id} ended (${signal ?? `exit code ${code}`}); its connections are lost`,
  );
}

function cannotRun(problems: readonly Problem[]): InrushError {
  return new InrushError('cannot-run', problems);
}
