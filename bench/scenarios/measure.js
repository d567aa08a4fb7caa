import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { compile } from '../measure/compile.js';
import { measureRun } from '../measure/measured-run.js';
import { turns } from '../measure/rounds.js';
import { startInstant } from '../servers/instant.js';
import { startOrders } from '../servers/orders.js';

const connections = 50;
/** What a tool may take beyond its duration. */
const graceMs = 20_000;
const pauseMs = 300;

/**
 * Measures the contenders of every case. All cases take their turn in each round, so that ratios between them are of
 * runs that followed each other, too.
 *
 * @param {{cases: readonly object[], rounds: number, seconds: number, folder: string}} what `contenders` have a `command`
 * @param {(run: import('../results-file.js').Run) => void} onRun
 */
export async function measureScenarios({ cases, rounds, seconds, folder }, onRun) {
  const launcher = compile('measure/resource-usage.c', { folder, name: 'resource-usage' });
  const servers = { instant: await startInstant(folder, { tls: false }), orders: await startOrders() };
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, contenders, server } of cases) {
        const inTurn = turns(contenders, rounds).filter((turn) => turn.round === round);
        for (const contender of inTurn) {
          const run = runOn(servers[server], { seconds, folder });
          const measured = await measureOne(contender, run, { target: servers[server], launcher });
          onRun({ case: name, round, tool: contender.name, ...measured });
          await sleep(pauseMs);
        }
      }
    }
  } finally {
    for (const server of Object.values(servers)) server.stop();
  }
}

async function measureOne({ generator, command }, run, { target, launcher }) {
  await target.counts?.();
  const measured = await measureRun({ generator, command, run, serverPid: target.pid, launcher });
  const counts = (await target.counts?.()) ?? null;
  return { ...measured, failure: measured.failure ?? flowFailure(counts, measured), served: counts };
}

/** Whoever skips a step of the flow would be faster. */
export function flowFailure(counts, { requests }) {
  if (counts === null) return null;
  const { login, page, order, refused, unknown } = counts;
  const served = login + page + order;
  if (refused + unknown > 0) return `the server refused ${refused + unknown} requests`;
  if (login === 0 || login > connections) return `${login} logins of ${connections} users`;
  if (Math.abs(page - order) > connections) return `${page} pages of orders and ${order} orders`;
  return Math.abs(served - requests) > served / 100 + connections
    ? `the server counted ${served} requests, and not ${requests}`
    : null;
}

function runOn({ origin }, { seconds, folder }) {
  return {
    origin,
    url: `${origin}/`,
    connections,
    pipelining: 1,
    ratePerS: null,
    tls: false,
    bodyFile: null,
    seconds,
    limitMs: seconds * 1000 + graceMs,
    folder: join(folder, 'run'),
  };
}
