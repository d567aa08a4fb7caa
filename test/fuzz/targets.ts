import { referenceClients } from '../http/h1/reference-clients.ts';
import { connectionTarget, refillTarget } from './connection-target.ts';
import { parserTarget } from './parser-target.ts';
import { referenceTarget } from './reference-target.ts';
import type { Target } from './target.ts';

export const targets: readonly Target[] = [
  parserTarget,
  connectionTarget,
  refillTarget,
  ...referenceClients.map(referenceTarget),
];
