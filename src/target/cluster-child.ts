import { InrushError, type Problem } from '../base/errors.ts';
import { startNullServer, startTarget, type TargetOptions } from './server.ts';

/** What to serve, and where. */
export type ChildOptions = TargetOptions & {
  /** The {@link startNullServer | null server} instead of the routes. */
  readonly isNull?: boolean;
};

/** What a child process of the target tells its parent: that it wants its options, then how that went. */
export type ChildReport =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'listening'; readonly url: string; readonly port: number }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] };

// A terminal's Ctrl-C reaches the whole group; when to stop is the parent's decision.
process.on('SIGINT', () => undefined);
process.once('message', (options: ChildOptions) => void serve(options));
// What a parent sends to a cluster child before it listens is lost, so the child speaks first.
report({ kind: 'waiting' });

async function serve({ isNull = false, ...options }: ChildOptions): Promise<void> {
  try {
    const { url, port } = isNull ? await startNullServer(options) : await startTarget(options);
    report({ kind: 'listening', url, port });
  } catch (error) {
    if (!(error instanceof InrushError)) throw error;
    report({ kind: 'failed', problems: error.problems });
  }
}

function report(message: ChildReport): void {
  process.send?.(message);
}
