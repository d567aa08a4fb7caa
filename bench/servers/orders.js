import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pinned, serverCore } from '../measure/machine.js';
import { endGroup, startGroup } from '../measure/process-group.js';

const program = fileURLToPath(new URL('orders-server.js', import.meta.url));

/** The shop of the scenario cases. `counts()` says what it was asked for since the last time. */
export async function startOrders() {
  const child = startGroup(...pinned(serverCore, [process.execPath, program]), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('orders-server does not start');
  });
  const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
  const origin = String(line).trim().split(' ').at(-1);
  return {
    pid: child.pid,
    origin,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    counts: async () => (await fetch(`${origin}/counts`)).json(),
    stop: () => endGroup(child),
  };
}
