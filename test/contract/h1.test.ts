import { createH1Engine } from '../../src/http/h1/engine.ts';
import { connectionContract } from './connection.contract.ts';
import { socketHarness } from './socket-harness.ts';

connectionContract('the h1 engine', socketHarness(createH1Engine));
