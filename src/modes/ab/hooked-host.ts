import type { PlannedFile } from '../planned-file.ts';
import { withHooks, withShared } from '../with-hooks.ts';
import type { SideHost } from './side-host.ts';

/** The hooks of a scenario file, once for a side. */
export function hookedHost(file: PlannedFile, onAfterFailed: (error: Error) => void): SideHost {
  return (plan, _stops, use) =>
    withHooks(file, (shared) => use({ plan: withShared(plan, shared), server: null }), { onAfterFailed });
}

/** Both, the second within the first. */
export function nested(outer: SideHost, inner: SideHost): SideHost {
  return (plan, stops, use) =>
    outer(plan, stops, ({ plan: ready, server }) =>
      inner(ready, stops, (live) => use({ ...live, server: live.server ?? server })),
    );
}
