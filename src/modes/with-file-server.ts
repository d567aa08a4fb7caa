import { Redactor } from '../scenario/redactor.ts';
import type { RunningServer } from '../server/running-server.ts';
import type { PlannedFile } from './planned-file.ts';
import { withServer } from './with-server.ts';

export type FileServerOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
  readonly onWaiting?: ((what: string) => void) | undefined;
};

/** Works with the server under test of a scenario file, if it has one. The secrets of the file are hidden. */
export async function withFileServer<T>(
  { plan, serve, answersAt }: PlannedFile,
  { signal, onLine, onWaiting }: FileServerOptions = {},
  use: (server: RunningServer | null) => Promise<T>,
): Promise<T> {
  const { work } = plan;
  const redactor = new Redactor(work.kind === 'flows' ? work.flows.secrets.values : []);
  const redact = (text: string): string => redactor.redact(text);
  return withServer(serve, { answersAt, signal, redact, onLine, onWaiting }, use);
}
