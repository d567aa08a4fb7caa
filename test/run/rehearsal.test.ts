import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { createH1Engine } from '../../src/http/h1/engine.ts';
import type { HttpSettings } from '../../src/http/settings.ts';
import { rehearse } from '../../src/run/rehearsal.ts';
import { makeWorkerPlans } from '../../src/run/worker-plans.ts';
import type { WorkerPlan } from '../../src/run/message.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { planFor, roomyMachine } from '../support/plan-for.ts';

describe('a rehearsal', () => {
  it.each<[string, Partial<Scenario>, boolean]>([
    ['a fast open load', { ratePerS: 5000 }, true],
    ['stages that are fast in the mean', { stages: [{ durationMs: 1000, targetPerS: 9000 }] }, true],
    ['a slow open load', { ratePerS: 900 }, false],
    ['a rate that is slow for each worker', { ratePerS: 1500, workers: 2 }, false],
    ['a closed load', { connections: 50 }, false],
    ['the reference engine', { ratePerS: 5000, engine: 'undici' }, false],
  ])('for %s: %o takes place: %s', async (_name, scenario, takesPlace) => {
    expect((await settingsSeen(scenario)).length > 0).toBe(takesPlace);
  });

  it('goes to a server of its own on loopback, in the clear, and never to the target', async () => {
    const target = createServer().listen(0, '127.0.0.1');
    await once(target, 'listening');
    let visits = 0;
    target.on('connection', () => visits++);
    const address = target.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const url = `https://127.0.0.1:${port}/secret`;
    const [seen] = await settingsSeen({ url, ratePerS: 5000, headers: [['authorization', 'Bearer x']] });
    target.close();
    expect(seen).toMatchObject({ endpoint: { kind: 'tcp', address: '127.0.0.1' }, tls: null, proxy: null });
    expect(seen?.endpoint).not.toMatchObject({ port });
    expect(visits).toBe(0);
  });

  it('leaves no server and no socket behind', async () => {
    const open = (): string[] => process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'));
    // Other files of this process may still have some.
    const before = open().length;
    await settingsSeen({ ratePerS: 5000 });
    await vi.waitFor(() => expect(open().length).toBeLessThanOrEqual(before));
  });
});

/** Of every engine that the rehearsal made. */
async function settingsSeen(scenario: Partial<Scenario>): Promise<HttpSettings[]> {
  const seen: HttpSettings[] = [];
  await rehearse(workerPlan(scenario), (settings, clock) => {
    seen.push(settings);
    return createH1Engine(settings, clock);
  });
  return seen;
}

function workerPlan(scenario: Partial<Scenario>): WorkerPlan {
  const endpoint = { kind: 'tcp', address: '127.0.0.1', port: 9 } as const;
  const [plan] = makeWorkerPlans(planFor(scenario), [endpoint], roomyMachine);
  if (plan === undefined) throw new Error('no worker was planned');
  return plan;
}
