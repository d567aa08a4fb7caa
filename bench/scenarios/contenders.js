import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inrush } from '../generators/inrush.js';
import { k6 } from '../generators/k6.js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** inrush with a scenario file, one worker as in the other cases. */
function scenarioOf(file) {
  return {
    ...inrush,
    invoke: ({ origin, connections, seconds }) => ({
      args: ['run', here(file), '-w', 1, '-q', '-o', 'json'],
      // Code reads the environment, YAML does, too.
      environment: { BASE_URL: origin, VUS: String(connections), DURATION: `${seconds}s` },
    }),
    read(output) {
      const outcome = inrush.read(output);
      const { checkFailed } = JSON.parse(output.stdout).accounting;
      return checkFailed > 0
        ? { ...outcome, errors: [...outcome.errors, `${checkFailed} failed checks`] }
        : outcome;
    },
  };
}

const k6Flow = {
  ...k6,
  invoke: ({ origin, connections, seconds }) => ({
    args: [
      'run',
      '--quiet',
      '--no-usage-report',
      '--address',
      '',
      '-e',
      `BASE_URL=${origin}`,
      '-e',
      `VUS=${connections}`,
      '-e',
      `SECONDS=${seconds}`,
      here('k6-flow.js'),
    ],
    environment: { K6_NO_USAGE_REPORT: 'true' },
  }),
  read(output) {
    const outcome = k6.read(output);
    const { fails } = JSON.parse(output.stdout).metrics.checks.values;
    return fails > 0 ? { ...outcome, errors: [...outcome.errors, `${fails} failed checks`] } : outcome;
  },
};

const artillery = {
  name: 'artillery',
  ...artilleryProgram(),
  versionArguments: ['--version'],
  readVersion: (text) => /Artillery: (\S+)/.exec(text)?.[1],
  clock: 'request to last byte read, in ms',
  invoke: ({ origin, seconds, folder }) => ({
    args: ['run', '--quiet', '--output', join(folder, 'report.json'), here('artillery-flow.yml')],
    resultFile: join(folder, 'report.json'),
    environment: { BASE_URL: origin, SECONDS: String(seconds), ARTILLERY_DISABLE_TELEMETRY: 'true' },
  }),
  read({ result }) {
    const { aggregate } = JSON.parse(result);
    const { counters, summaries, firstCounterAt, lastCounterAt } = aggregate;
    const wrong = Object.entries(counters).filter(
      ([name, count]) => count > 0 && /^errors\.|^http\.codes\.[^2]|^vusers\.failed$/.test(name),
    );
    const times = summaries['http.response_time'];
    return {
      perS: counters['http.responses'] / ((lastCounterAt - firstCounterAt) / 1000),
      requests: counters['http.responses'],
      p50Us: times.median * 1000,
      p99Us: times.p99 * 1000,
      errors: wrong.map(([name, count]) => `${count} ${name}`),
    };
  },
};

/** It isn't among our packages, for it brings some 460 of them: ARTILLERY names a folder that it was installed in. */
function artilleryProgram() {
  const folder = process.env.ARTILLERY;
  const program = folder === undefined ? '' : join(folder, 'node_modules/artillery/bin/run');
  return existsSync(program) ? { command: [process.execPath, program] } : {};
}

/**
 * What is compared in the page, in the order of its rows. Those of one case take turns against one server.
 *
 * @type {readonly {name: string, title: string, about: string, server: 'instant'|'orders',
 *   contenders: readonly {name: string, generator: import('../generators/registry.js').Generator}[]}[]}
 */
export const scenarioCases = [
  {
    name: 'step',
    title: 'One request, in three ways',
    about:
      'The quick run of a URL, a scenario file with one step, and a scenario with an async function of one `http.get`. ' +
      '50 users, an answer of 5 bytes. Server: `instant-server`.',
    server: 'instant',
    contenders: [
      { name: 'inrush URL', generator: inrush },
      { name: 'inrush run step.yaml', generator: scenarioOf('step.yaml') },
      { name: 'inrush run function.js', generator: scenarioOf('function.js') },
    ],
  },
  {
    name: 'flow',
    title: 'A flow with a login',
    about:
      'Each of 50 users logs in once. Then it gets a page of ten orders, checks its JSON and captures the ids, and gets one ' +
      'of the orders, over and over without think time. Server: `orders-server.js`, whose answers are all made before.',
    server: 'orders',
    contenders: [
      { name: 'inrush run flow.yaml', generator: scenarioOf('flow.yaml') },
      { name: 'k6', generator: k6Flow },
      { name: 'artillery', generator: artillery },
    ],
  },
];
