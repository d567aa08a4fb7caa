import { withNumber } from './parameters.ts';
import { replyText } from './reply.ts';
import type { Call, Handler, Route } from './router.ts';
import { afterMs } from './timer.ts';
import { WorkQueue } from './work-queue.ts';

const oneHour = { name: 'milliseconds', min: 0, max: 3_600_000, whole: false };
const poolSize = { name: 'a pool size', min: 1, max: 1000, whole: true };

/** Routes that take a known time. */
export function makeTimingRoutes(): readonly Route[] {
  const serial = new WorkQueue(1);
  return [
    {
      path: '/delay/:ms',
      description: 'after this many milliseconds, any number of requests at once',
      handle: withNumber(oneHour, ({ response }, delayMs) => {
        afterMs(delayMs, () => replyText(response, 200, `waited ${delayMs} ms`));
      }),
    },
    {
      path: '/serial/:ms',
      description: 'the same, but one request at a time: the others wait in a queue',
      handle: withNumber(oneHour, (call, holdMs) => takeTurn(serial, call, holdMs)),
    },
    {
      path: '/pool/:size/:ms',
      description: 'the same with this many at a time; a pool for each size',
      handle: pooled(),
    },
  ];
}

function pooled(): Handler {
  const pools = new Map<number, WorkQueue>();
  return (call) => {
    const [size = '', ...rest] = call.parameter.split('/');
    const onTime = (places: number): Handler =>
      withNumber(oneHour, (timed, holdMs) => {
        const pool = pools.get(places) ?? new WorkQueue(places);
        pools.set(places, pool);
        takeTurn(pool, timed, holdMs);
      });
    const onSize = withNumber(poolSize, (sized, places) => {
      onTime(places)({ ...sized, parameter: rest.join('/') });
    });
    onSize({ ...call, parameter: size });
  };
}

function takeTurn(queue: WorkQueue, { request, response }: Call, holdMs: number): void {
  queue.add({
    holdMs,
    isGone: () => request.socket.destroyed,
    done: () => replyText(response, 200, `took ${holdMs} ms`),
  });
}
