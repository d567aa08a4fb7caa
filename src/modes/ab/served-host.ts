import { InrushError } from '../../base/errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { describeEnd } from '../../server/describe-end.ts';
import type { RunningServer } from '../../server/running-server.ts';
import type { ServerEnd } from '../../summary/server-usage.ts';
import { named } from './named-problem.ts';
import type { SideHost } from './side-host.ts';

/** Starts the server of a plan, calls `use` with it and stops it, however that ends. */
export type Serve = <T>(
  plan: Plan,
  signal: AbortSignal,
  use: (server: RunningServer | null) => Promise<T>,
) => Promise<T>;

const linesShown = 5;

/** A server that lives as long as the blocks of its side. When it ends before, so does the comparison. */
export function servedHost(name: 'A' | 'B', serve: Serve): SideHost {
  return (plan, stops, use) =>
    named(
      name,
      serve(plan, stops.signal, (server) => {
        server?.onEnd((end) => stops.fail(endError(name, end)));
        return use({ plan, server });
      }),
    );
}

function endError(name: string, end: Omit<ServerEnd, 'atMs'>): InrushError {
  const said = end.lastLines.slice(-linesShown).join(' | ');
  const wrote = said === '' ? 'it wrote nothing' : `the last that it wrote: ${said}`;
  const message = `${name}: the server under test ended by itself: ${describeEnd(end)}; ${wrote}`;
  return new InrushError('cannot-run', [{ message, hint: 'start it by hand to see more' }]);
}
