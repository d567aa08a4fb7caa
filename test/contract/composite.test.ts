import { createEngineFor } from '../../src/http/composite-engine.ts';
import type { CreateEngine } from '../../src/http/connection.ts';
import { createH1Engine } from '../../src/http/h1/engine.ts';
import { createUndiciEngine } from '../../src/http/undici/engine.ts';
import { connectionContract } from './connection.contract.ts';
import { socketHarness } from './socket-harness.ts';

/** A second target to which nothing is sent: the first must not notice. */
function beside(createEngine: CreateEngine): CreateEngine {
  return (settings, clock) => {
    const other = { ...settings, origin: 'http://127.0.0.1:1' };
    return createEngineFor(createEngine, [settings, other], clock);
  };
}

connectionContract('h1 engines for two targets', socketHarness(beside(createH1Engine)));
connectionContract('undici engines for two targets', socketHarness(beside(createUndiciEngine)), [
  // undici takes a 100 for an error, and nothing can be set against it.
  'reads a 100 Continue before it',
]);
