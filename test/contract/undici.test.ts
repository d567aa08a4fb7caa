import { createUndiciEngine } from '../../src/http/undici/engine.ts';
import { connectionContract } from './connection.contract.ts';
import { socketHarness } from './socket-harness.ts';

connectionContract('the undici engine', socketHarness(createUndiciEngine), [
  // undici takes a 100 for an error, and nothing can be set against it.
  'reads a 100 Continue before it',
]);
