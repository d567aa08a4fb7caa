import cluster from 'node:cluster';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { startTargetProcesses as StartTargetProcesses } from '../../src/target/cluster.ts';
import type { Target } from '../../src/target/server.ts';
import { ask, textFieldOf } from './client.ts';

// The children run a built file, so the parent has to be the built one too.
const built = new URL('../../dist/target/cluster.js', import.meta.url).href;
const { startTargetProcesses }: { startTargetProcesses: typeof StartTargetProcesses } = await import(built);

const running: Target[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((target) => target.close()));
});

async function start(processes: number): Promise<Target> {
  const target = await startTargetProcesses({ host: '127.0.0.1', port: 0, processes });
  running.push(target);
  return target;
}

describe('startTargetProcesses', () => {
  it('serves every connection of a burst, whichever process takes it, and each counts for itself', async () => {
    const { url } = await start(2);
    const agent = new Agent({ keepAlive: true, maxSockets: 40 });
    const answers = await Promise.all(Array.from({ length: 400 }, () => ask(`${url}/flaky/50`, { agent })));
    agent.destroy();
    // Each process fails every second request that it counts, so one may be over in each.
    const failed = answers.filter(({ status }) => status === 500).length;
    expect(failed).toBeGreaterThanOrEqual(199);
    expect(failed).toBeLessThanOrEqual(200);
  });

  it('knows the token of a login in every process', async () => {
    const { url } = await start(2);
    const { body } = await ask(`${url}/login`, { method: 'POST', body: '{"username":"ada","password":"x"}' });
    const token = textFieldOf(body, 'token');
    for (let connection = 0; connection < 4; connection++) {
      const { status } = await ask(`${url}/orders`, { headers: { authorization: `Bearer ${token}` } });
      expect(status).toBe(200);
    }
  });

  it('closes all processes and gives the port back', async () => {
    const target = await start(2);
    await target.close();
    const refused = connect(target.port, '127.0.0.1');
    expect(await once(refused, 'error')).toMatchObject([{ code: 'ECONNREFUSED' }]);
    await target.close();
  });

  it('says which address is taken and leaves no process behind', async () => {
    const { port } = await start(1);
    const before = Object.keys(cluster.workers ?? {});
    await expect(startTargetProcesses({ host: '0.0.0.0', port, processes: 2 })).rejects.toThrow(
      `the target can't listen on 0.0.0.0:${port}: `,
    );
    expect(Object.keys(cluster.workers ?? {})).toEqual(before);
  });

  it('warns when a process ends by itself', async () => {
    await start(2);
    const warned = once(process, 'warning');
    const [victim] = Object.values(cluster.workers ?? {});
    victim?.process.kill('SIGKILL');
    expect(await warned).toMatchObject([
      { message: `target process ${victim?.id} ended (SIGKILL); its connections are lost` },
    ]);
  });
});
