import { describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';
import type { CreateHarness } from './harness.ts';
import { headCases } from './head-cases.ts';
import { listenerCases } from './listener-cases.ts';
import { pipelineCases } from './pipeline-cases.ts';
import { readingCases } from './reading-cases.ts';
import { routeCases } from './route-cases.ts';
import { socketCases } from './socket-cases.ts';
import { timeoutCases } from './timeout-cases.ts';

/**
 * What every engine owes to whoever sends requests (src/http/connection.ts). `skip` names the cases that an
 * engine can't meet or that make no sense for it.
 */
export function connectionContract(
  name: string,
  createHarness: CreateHarness,
  skip: readonly string[] = [],
): void {
  describe('the contract of a connection', () => {
    const bench = new Bench(name, createHarness, skip);
    readingCases(bench);
    headCases(bench);
    listenerCases(bench);
    pipelineCases(bench);
    socketCases(bench);
    timeoutCases(bench);
    routeCases(bench);

    it('skips only cases that exist', () => expect(bench.unknownSkips).toEqual([]));
  });
}
