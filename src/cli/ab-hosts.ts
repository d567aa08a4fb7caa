import { hookedHost, nested } from '../modes/ab/hooked-host.ts';
import { type Serve, servedHost } from '../modes/ab/served-host.ts';
import { bareHost, type SideHost } from '../modes/ab/side-host.ts';
import { withFileServer } from '../modes/with-file-server.ts';
import { withServer } from '../modes/with-server.ts';
import type { PlannedAbSide } from './plan-ab-side.ts';

export type HostSettings = {
  /** Where its server starts; null: where its command says. */
  readonly folder: string | null;
  /** Each line that its server writes. */
  readonly onLine: ((line: string) => void) | undefined;
  /** The hook after the blocks of a side. */
  readonly onAfterFailed: (error: Error) => void;
};

/** What a side needs while it is measured: its server, and within its life the hooks of its file. */
export function hostOf(side: PlannedAbSide, settings: HostSettings): SideHost {
  const served = side.server === null ? bareHost : servedHost(side.name, serveOf(side, settings));
  return side.file === null ? served : nested(served, hookedHost(side.file, settings.onAfterFailed));
}

function serveOf({ name, server, file }: PlannedAbSide, { folder, onLine }: HostSettings): Serve {
  const command = server === null || folder === null ? server : { ...server, cwd: folder };
  const said = onLine === undefined ? undefined : (line: string) => onLine(`${name}: ${line}`);
  return (plan, signal, use) =>
    file === null
      ? withServer(command, { answersAt: plan.targets, signal, onLine: said }, use)
      : withFileServer({ ...file, serve: command }, { signal, onLine: said }, use);
}
