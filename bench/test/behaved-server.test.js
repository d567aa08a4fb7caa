import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pause } from '../known-answers/run-tool.js';
import { missingTools } from '../measure/machine.js';
import { endGroup, startGroup } from '../measure/process-group.js';
import { startBehaved } from '../servers/behaved.js';

const missing = missingTools().join() || false;

describe('the behaved server', { skip: missing }, () => {
  const servers = [];
  after(() => Promise.all(servers.map((server) => server.stop())));

  it('answers at once, and counts', async () => {
    const server = await started('delay');
    assert.deepEqual(await statuses(server, 3), [200, 200, 200]);
    await server.firstRequest;
    assert.deepEqual(await server.facts(), { received: 3, answered: 3, lost: 0 });
  });

  it('answers after a delay', async () => {
    const server = await started('delay', 60);
    const startedAt = performance.now();
    await statuses(server, 1);
    assert.ok(performance.now() - startedAt > 58);
  });

  it('works on one request at a time', async () => {
    const server = await started('queue', 40);
    const startedAt = performance.now();
    await Promise.all([statuses(server, 1), statuses(server, 1), statuses(server, 1)]);
    assert.ok(performance.now() - startedAt > 118);
  });

  it('answers the first request of each connection only', async () => {
    const server = await started('lossy');
    assert.deepEqual(await statuses(server, 2), [200, 'ECONNRESET']);
    assert.deepEqual(await statuses(server, 1), [200]);
    assert.deepEqual(await server.facts(), { received: 3, answered: 2, lost: 1 });
  });

  it('answers with 500', async () => assert.deepEqual(await statuses(await started('failing'), 1), [500]));

  it('is nobody', async () => {
    const server = await started('nothing');
    assert.deepEqual(await statuses(server, 1), ['ECONNREFUSED']);
    assert.deepEqual(await server.facts(), { received: 0, answered: 0, lost: 0 });
  });

  it('answers late when it was stopped', async () => {
    const server = await started('delay');
    const [pausedMs, tookMs] = await Promise.all([pause(server.pid, 200), durationMs(statuses(server, 1))]);
    assert.ok(pausedMs >= 199);
    assert.ok(tookMs > 150, `${tookMs} ms`);
  });

  async function started(behaviour, serverMs) {
    const server = await startBehaved(behaviour, serverMs);
    servers.push(server);
    return server;
  }
});

it('a pause stops a process with all that it has started', { skip: missing }, async () => {
  const parent = startGroup('sh', ['-c', 'sleep 60 & echo $!; wait'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(parent.stdout, 'data');
    const pids = [parent.pid, Number(line)];
    const pausing = pause(parent.pid, 300);
    // A signal takes a moment to arrive.
    await sleep(100);
    assert.deepEqual(pids.map(stateOf), ['T', 'T']);
    await pausing;
    await sleep(100);
    assert.deepEqual(pids.map(stateOf), ['S', 'S']);
  } finally {
    endGroup(parent);
  }
});

function stateOf(pid) {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)[0];
}

async function durationMs(promise) {
  const startedAt = performance.now();
  await promise;
  return performance.now() - startedAt;
}

/** Of requests one after another on one connection: their statuses, or the code of the error. */
async function statuses({ url }, count) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const seen = [];
  for (let index = 0; index < count; index += 1) seen.push(await status(url, agent));
  agent.destroy();
  return seen;
}

function status(url, agent) {
  return new Promise((resolve) => {
    const request = get(url, { agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    request.on('error', ({ code }) => resolve(code));
  });
}
