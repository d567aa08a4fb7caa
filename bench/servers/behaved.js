import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { pinned, serverCore } from '../measure/machine.js';
import { endGroup, startGroup } from '../measure/process-group.js';

const program = fileURLToPath(new URL('behaved-server.js', import.meta.url));

/**
 * What a server counted: requests that it read whole, and of these, those that it answered and those that it dropped.
 *
 * @typedef {{received: number, answered: number, lost: number}} ServerFacts
 */

/**
 * A server process that does one thing to its requests: `delay` answers after so many ms, `queue` takes so many ms for
 * each, one at a time, `lossy` answers the first of each connection only, `failing` answers with 500, and of `nothing`
 * there is but a free port.
 */
export async function startBehaved(behaviour, serverMs = 0) {
  if (behaviour === 'nothing') return nobody(await freePort());
  const child = startGroup(...pinned(serverCore, [process.execPath, program, behaviour, serverMs]), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const firstRequest = messageOf(child, 'first-request');
  const { port } = await unlessEnded(child, messageOf(child, 'listening'));
  return {
    pid: child.pid,
    url: `http://127.0.0.1:${port}/`,
    firstRequest,
    /** @returns {Promise<ServerFacts>} */
    async facts() {
      const answer = messageOf(child, 'facts');
      child.send('facts');
      return (await unlessEnded(child, answer)).facts;
    },
    async stop() {
      const ended = once(child, 'exit');
      endGroup(child);
      if (child.exitCode === null && child.signalCode === null) await ended;
    },
  };
}

function nobody(port) {
  return {
    pid: null,
    url: `http://127.0.0.1:${port}/`,
    firstRequest: new Promise(() => {}),
    facts: () => Promise.resolve({ received: 0, answered: 0, lost: 0 }),
    stop: () => Promise.resolve(),
  };
}

function messageOf(child, kind) {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message.kind === kind) resolve(message);
    });
  });
}

/** Throws when the server ends before; it has told why on stderr. */
function unlessEnded(child, promise) {
  const ended = once(child, 'exit').then(() => {
    throw new Error('the server has ended');
  });
  return Promise.race([promise, ended]);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
