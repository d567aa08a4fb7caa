import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTarget } from '../../src/target/server.ts';
import type { Result } from '../../src/summary/result.ts';
import { inrushWith } from '../support/built-cli.ts';
import { comparisonResult, loadResultOf } from './json-report.ts';

/** Long enough for each request to be sent, short enough to run all. */
const short = { DURATION: '300ms', RAMP: '200ms', WARMUP: '100ms', THINK: '5ms', ITERATIONS: '100' };

describe('the examples against the built-in target', () => {
  const results = new Map<string, Result>();
  const names = [
    ...['quickstart', 'ramp', 'spike', 'soak', 'poisson', 'ci-gate', 'pipelining'].map(
      (name) => `${name}.yaml`,
    ),
    ...['yaml', 'json', 'ts'].map((ending) => `login-and-browse.${ending}`),
    ...['ts', 'js'].map((ending) => `code-scenario.${ending}`),
  ];

  beforeAll(async () => {
    const target = await startTarget({ host: '127.0.0.1', port: 0 });
    const waiting = [...names];
    // Two at a time: nothing here depends on how fast it is.
    const runNext = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        results.set(name, await resultOf(name, target.url));
      }
    };
    await Promise.all([runNext(), runNext()]);
    await target.close();
  });

  it.each(names)('%s runs, and all goes well', (name) => {
    const result = results.get(name);
    expect(result?.accounting).toMatchObject({
      balanced: true,
      httpError: 0,
      transportError: 0,
      checkFailed: 0,
    });
    expect(result?.accounting.ok).toBeGreaterThan(0);
    expect(result?.gates.map(({ verdict }) => verdict).filter((verdict) => verdict === 'failed')).toEqual([]);
  });

  it('have the same result in YAML, JSON and TypeScript, but for the numbers', () => {
    const [yaml, json, code] = ['yaml', 'json', 'ts'].map((ending) =>
      shapeOf(results.get(`login-and-browse.${ending}`)),
    );
    expect(json).toEqual(yaml);
    expect(code).toEqual(yaml);
  });

  it('can be compared sync against async', async () => {
    const target = await startTarget({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => target.close());
    const env = { BASE_URL: target.url, ...short };
    const { stdout, stderr } = await inrushWith(
      { env },
      'sync-vs-async',
      'scenarios/sync-vs-async.yaml',
      '-q',
      '-o',
      'json',
    );
    expect(stderr).toBe('');
    expect(comparisonResult(stdout).effect.speedup).toBeGreaterThan(1);
  });
});

async function resultOf(name: string, url: string): Promise<Result> {
  const variables = Object.entries({ BASE_URL: url, ...short });
  const env = name.endsWith('.ts') || name.endsWith('.js') ? Object.fromEntries(variables) : {};
  const flags = name.endsWith('.yaml') ? variables.flatMap(([key, value]) => ['-e', `${key}=${value}`]) : [];
  const given = name.endsWith('.json') ? Object.fromEntries(variables) : env;
  return loadResultOf(
    await inrushWith({ env: given }, 'run', `scenarios/${name}`, '-q', '-o', 'json', ...flags),
  );
}

/** Keys and kinds of values; of a list those of its first item. What only some runs have is left out. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return value === null ? 'number' : typeof value;
  const entries = Object.entries(value).filter(
    ([key]) => !/^(?:trust|statusCodes|failures|histogram)$/.test(key),
  );
  return Object.fromEntries(entries.map(([key, item]) => [key, shapeOf(item)]));
}
