import { makeBodyRoutes } from './body-routes.ts';
import { makeFaultRoutes, type ResetConnection } from './fault-routes.ts';
import { makePlainRoutes } from './plain-routes.ts';
import type { Route } from './router.ts';
import { makeSessionRoutes } from './session-routes.ts';
import { makeTimingRoutes } from './timing-routes.ts';

/** Everything the target answers. The queue of `/serial` and the counts of `/flaky` live as long as the list. */
export function makeRoutes(resetConnection: ResetConnection): readonly Route[] {
  return [
    ...makePlainRoutes(),
    ...makeTimingRoutes(),
    ...makeBodyRoutes(),
    ...makeFaultRoutes(resetConnection),
    ...makeSessionRoutes(),
  ];
}
