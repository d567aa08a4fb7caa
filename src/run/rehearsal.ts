import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { monotonicClock } from '../base/clock.ts';
import { createEngineFor } from '../http/composite-engine.ts';
import type { CreateEngine } from '../http/connection.ts';
import { PreparedRequest } from '../http/prepare.ts';
import { askedRatePerS } from '../plan/loads.ts';
import { scheduleWithWarmup } from '../plan/schedule.ts';
import { stripe } from '../plan/share.ts';
import type { OpenLoad } from '../scenario/load.ts';
import { Recorder } from '../stats/recorder.ts';
import type { WorkerPlan } from './message.ts';
import { OpenLoop } from './open-loop.ts';
import { OneRequest } from './request-source.ts';
import { realTimers } from './timers.ts';

/** Below this a worker's cold code keeps up with its schedule, and nobody needs to wait for a rehearsal. */
const fastRatePerS = 1000;
/**
 * Code compiled for the first engine of a process is thrown away when there is a second, so there are as many here
 * as it takes. Each is seen by the compiler often enough; on a slow machine the time ends it.
 */
const rounds = 4;
const durationMs = 100;
const rehearsed: OpenLoad = {
  kind: 'constant-arrival-rate',
  ratePerS: 20_000,
  durationMs,
  arrival: 'uniform',
  iterations: null,
};
const connections = 64;
const takeEveryMs = 20;
const longestMs = 200;

const request = { method: 'GET', path: '/', headers: [], body: null };
const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');

/**
 * Drives the worker's own loop, engine and recorder against a server inside this process, and forgets the numbers:
 * a request costs 50 µs of CPU until its code is compiled, and 6 after. Nothing leaves the process. Does nothing
 * where the start can't suffer from it, or where there is no loopback.
 */
export async function rehearse(plan: WorkerPlan, createEngine: CreateEngine): Promise<void> {
  if (!isNeeded(plan)) return;
  const server = createServer(answerEverything).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return;
  }
  for (let round = 0; round < rounds; round++) {
    await new Promise<void>((resolve) => drive(plan, portOf(server), createEngine, resolve));
  }
  server.close();
  await once(server, 'close');
}

/** The start of a fast open load would be late, were the code that keeps it to the schedule still cold. */
function isNeeded({ work, workers, engine }: WorkerPlan): boolean {
  return engine === 'h1' && (askedRatePerS(work) ?? 0) / workers >= fastRatePerS;
}

function answerEverything(socket: Socket): void {
  socket.on('data', () => socket.write(answer));
  socket.on('error', () => socket.destroy());
}

function drive(plan: WorkerPlan, port: number, createEngine: CreateEngine, onDone: () => void): void {
  const clock = monotonicClock;
  const timers = realTimers;
  const [target] = plan.targets;
  const endpoint = { kind: 'tcp', address: '127.0.0.1', port } as const;
  const engine = createEngineFor(
    createEngine,
    [{ ...target, endpoint, tls: null, proxy: null, localAddress: null, ownsLocalAddress: false }],
    clock,
  );
  const recorder = new Recorder();
  const startAt = clock.now();
  recorder.begin({ isOpen: true, measureFrom: startAt, measureTo: startAt + durationMs });
  const cancels = [timers.after(longestMs, () => loop.cut('aborted'))];
  for (let at = takeEveryMs; at < durationMs; at += takeEveryMs) {
    cancels.push(timers.after(at, () => recorder.take(0)));
  }
  const loop = new OpenLoop(
    {
      engine,
      requests: new OneRequest(new PreparedRequest(request)),
      recorder,
      clock,
      timers,
      connections,
      pipelining: 1,
      onDone: () => {
        for (const cancel of cancels) cancel();
        engine.close();
        onDone();
      },
    },
    {
      offsets: stripe(scheduleWithWarmup(rehearsed, 0, 1), 0, 1),
      loadOffsets: null,
      maxQueued: Infinity,
      pacing: plan.pacing,
    },
  );
  loop.start(startAt);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
