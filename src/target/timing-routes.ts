import { withNumber } from './parameters.ts';
import { replyText } from './reply.ts';
import type { Route } from './router.ts';
import { SerialQueue } from './serial-queue.ts';
import { afterMs } from './timer.ts';

const oneHour = { name: 'milliseconds', min: 0, max: 3_600_000, whole: false };

/** Routes that take a known time. */
export function makeTimingRoutes(): readonly Route[] {
  const queue = new SerialQueue();
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
      handle: withNumber(oneHour, ({ request, response }, holdMs) => {
        queue.add({
          holdMs,
          isGone: () => request.socket.destroyed,
          done: () => replyText(response, 200, `took ${holdMs} ms`),
        });
      }),
    },
  ];
}
