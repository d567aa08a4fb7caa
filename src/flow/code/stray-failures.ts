import { fileURLToPath } from 'node:url';
import { FlowError } from '../scope.ts';
import { functionFailure, placeOf } from './function-failure.ts';

const ownFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Of a process, as far as it is needed here. */
type Emitter = {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (thrown: unknown) => void): unknown;
  off(event: 'unhandledRejection' | 'uncaughtException', listener: (thrown: unknown) => void): unknown;
};

/**
 * What a scenario's code throws where nobody can catch it, in a promise that nobody waits for or in a timer, would end
 * the process: `onStray` is told instead. `folder` is the scenario's. Answers how to end this.
 */
export function catchStrayFailures(
  folder: string,
  onStray: (failure: FlowError) => void,
  emitter: Emitter = process,
): () => void {
  const onRejection = (thrown: unknown): void => {
    // The request itself was counted; that nobody looked is no second failure.
    if (thrown instanceof FlowError) return;
    onStray(functionFailure(thrown, 'a promise that nobody waits for', folder));
  };
  const onException = (thrown: unknown): void => {
    if (isOwn(thrown, folder)) throw thrown;
    onStray(functionFailure(thrown, 'outside of any function', folder));
  };
  emitter.on('unhandledRejection', onRejection);
  emitter.on('uncaughtException', onException);
  return () => {
    emitter.off('unhandledRejection', onRejection);
    emitter.off('uncaughtException', onException);
  };
}

/** A bug of inrush must not look like one of the scenario. */
function isOwn(thrown: unknown, folder: string): boolean {
  return thrown instanceof Error && placeOf(thrown, folder) === null && placeOf(thrown, ownFolder) !== null;
}
