import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startInstant } from '../servers/instant.js';
import { startNginx } from '../servers/nginx.js';
import { compile } from './compile.js';
import { measureRun } from './measured-run.js';

/** What a tool may take beyond its duration, for its start and for what it does in the end. */
const graceMs = 20_000;
/** For the sockets of the last run to be gone. */
const pauseMs = 300;

/**
 * Measures every tool in every case, and gives each run to `onRun` as soon as it is over. In each round of a case all
 * tools take their turn, each round begins with another of them. A tool or a server that fails takes nothing with it.
 *
 * @param {{cases: readonly import('../cases.js').Case[], rounds: number, seconds: number, folder: string,
 *   tools: readonly {generator: import('../generators/registry.js').Generator, command: readonly string[]}[]}} what
 * @param {(run: import('../results-file.js').Run) => void} onRun
 */
export async function measureRounds({ cases, tools, rounds, seconds, folder }, onRun) {
  const launcher = compile('measure/resource-usage.c', { folder, name: 'resource-usage' });
  for (const one of cases) {
    const able = tools.filter(({ generator }) => generator.cannot(one) === undefined);
    const server = keepRunning(() =>
      one.server === 'nginx' ? startNginx(folder, one) : startInstant(folder, one),
    );
    for (const { round, generator, command } of turns(able, rounds)) {
      const place = { case: one.name, round, tool: generator.name };
      try {
        const target = await server.get();
        const run = runOf(one, target, { seconds, folder });
        const measured = await measureRun({ generator, command, run, serverPid: target.pid, launcher });
        const failure = target.isAlive() ? measured.failure : 'the server ended meanwhile';
        onRun({ ...place, ...measured, failure });
      } catch (error) {
        onRun({ ...place, commandLine: generator.name, failure: error.message });
      }
      await sleep(pauseMs);
    }
    server.stop();
  }
}

/** All turns of a case: in each round the list begins one further on, so that nobody always follows the same one. */
export function turns(tools, rounds) {
  return Array.from({ length: rounds }, (_, round) => {
    const first = round % Math.max(1, tools.length);
    return [...tools.slice(first), ...tools.slice(0, first)].map((tool) => ({ ...tool, round }));
  }).flat();
}

function runOf(one, server, { seconds, folder }) {
  const { connections, pipelining, ratePerS, tls, requestBytes } = one;
  const bodyFile = requestBytes === 0 ? null : join(folder, 'body.txt');
  if (bodyFile !== null) writeFileSync(bodyFile, 'x'.repeat(requestBytes));
  const url = `${server.origin}${one.path}`;
  const limitMs = seconds * 1000 + graceMs;
  return {
    url,
    connections,
    pipelining,
    ratePerS,
    tls,
    bodyFile,
    seconds,
    limitMs,
    folder: join(folder, 'run'),
  };
}

/** The server of a case, started when it is needed, and again when it has ended. */
function keepRunning(start) {
  let running = null;
  return {
    async get() {
      if (running === null || !running.isAlive()) running = await start();
      return running;
    },
    stop: () => running?.stop(),
  };
}
