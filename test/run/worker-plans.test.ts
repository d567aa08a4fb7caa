import { present } from '../../src/base/assert.ts';
import { isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import type { Endpoint } from '../../src/http/settings.ts';
import { mapNonEmpty } from '../../src/plan/non-empty.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { WorkerPlan } from '../../src/run/message.ts';
import { makeWorkerPlans } from '../../src/run/worker-plans.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { planFor, roomyMachine, requestWork } from '../support/plan-for.ts';

const loopback: Endpoint = { kind: 'tcp', address: '127.0.0.1', port: 8080 };
const elsewhere: Endpoint = { kind: 'tcp', address: '192.0.2.7', port: 80 };
const unix: Endpoint = { kind: 'unix', path: '/run/app.sock' };
const { ephemeralPorts } = roomyMachine;

describe('worker plans', () => {
  it('share out connections and queue places, and lose none', () => {
    const plan = planFor({ connections: 10, workers: 3, ratePerS: 100, maxQueued: 100 });
    const plans = makeWorkerPlans(plan, [loopback], roomyMachine);
    expect(plans.map(({ connections }) => connections)).toEqual([4, 3, 3]);
    expect(plans.map(({ maxQueued }) => maxQueued)).toEqual([34, 33, 33]);
  });

  it('give each worker its number and the whole load, of which it takes its part', () => {
    const plan = planFor({ connections: 4, workers: 2, ratePerS: 100, seed: 7, warmupMs: 300 });
    const plans = makeWorkerPlans(plan, [loopback], roomyMachine);
    expect(plans.map(({ worker, workers }) => [worker, workers])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    for (const each of plans) {
      const { work, engine, pacing, gracefulStopMs, seed } = plan;
      expect(each).toMatchObject({ work, engine, warmupMs: 300, pacing, gracefulStopMs, seed });
    }
  });

  it('give no length to a warm-up that ends when the target is steady', () => {
    const plans = makeWorkerPlans(planFor({ ratePerS: 100, warmup: 'auto' }), [loopback], roomyMachine);
    expect(plans.map(({ warmupMs }) => warmupMs)).toEqual([Infinity]);
  });

  it('tell how to speak and where to connect', () => {
    const plan = planFor({
      url: 'https://shop.example.test/',
      pipelining: 3,
      requestsPerConnection: 9,
      timeouts: { totalMs: 700 },
    });
    expect(makeWorkerPlans(plan, [elsewhere], roomyMachine)[0]?.targets[0]).toEqual({
      origin: 'https://shop.example.test',
      endpoint: elsewhere,
      tls: { serverName: 'shop.example.test', ca: null, cert: null, key: null, verify: true },
      timeouts: { ...plan.timeouts, totalMs: 700 },
      pipelining: 3,
      requestsPerConnection: 9,
      proxy: null,
      localAddress: null,
      ownsLocalAddress: false,
    });
  });

  it('say it of each target', () => {
    const urls = [{ url: 'https://shop.example.test/' }, { url: 'http://127.0.0.1:8080/' }];
    const [plan] = makeWorkerPlans(planFor({ urls }), [elsewhere, loopback], roomyMachine);
    expect(plan?.targets).toMatchObject([
      { origin: 'https://shop.example.test', endpoint: elsewhere, tls: { serverName: 'shop.example.test' } },
      { origin: 'http://127.0.0.1:8080', endpoint: loopback, tls: null },
    ]);
    expect(requestWork(present(plan)).requests.map(({ target }) => target)).toEqual([0, 1]);
  });

  it('survive structured clone', () => {
    const plans = makeWorkerPlans(planFor({ body: Buffer.from('x') }), [unix], roomyMachine);
    expect(structuredClone(plans)).toEqual(plans.map((plan) => withPlainBodies(plan)));
  });
});

describe('source addresses', () => {
  it('are the kernel’s choice as long as the ports of one suffice', () => {
    expect(sourcesOf(planFor({ connections: ephemeralPorts }), elsewhere)).toEqual([null]);
  });

  it('are given to workers in turn when the user named some', () => {
    const plan = planFor({ connections: 5, workers: 5, localAddresses: ['192.0.2.1', '192.0.2.2'] });
    expect(sourcesOf(plan, elsewhere)).toEqual([
      '192.0.2.1',
      '192.0.2.2',
      '192.0.2.1',
      '192.0.2.2',
      '192.0.2.1',
    ]);
  });

  it('are one of 127.0.0.0/8 for each worker when a loopback run needs more ports than one has', () => {
    const plan = planFor({ connections: ephemeralPorts + 1, workers: 600 });
    const sources = sourcesOf(plan, loopback);
    expect(new Set(sources).size).toBe(600);
    expect(makeWorkerPlans(plan, [loopback], roomyMachine)[0]?.targets[0].ownsLocalAddress).toBe(true);
    for (const source of sources) {
      expect(isIPv4(source ?? '')).toBe(true);
      expect(source).toMatch(/^127\.\d+\.\d+\.(?!0$|255$)\d+$/);
    }
  });

  it('are others for each target of a worker, so that no two take the same port', () => {
    const urls = [{ url: 'http://127.0.0.1:1/' }, { url: 'http://127.0.0.1:2/' }];
    const plan = planFor({ urls, connections: ephemeralPorts + 1, workers: 3 });
    const sources = makeWorkerPlans(plan, [loopback, loopback], roomyMachine).flatMap(({ targets }) =>
      targets.map(({ localAddress }) => localAddress),
    );
    expect(new Set(sources).size).toBe(6);
  });

  it('run out sooner where several origins are behind one address', () => {
    const urls = [{ url: 'http://a.test/' }, { url: 'http://b.test/' }];
    const plan = planFor({ urls, connections: ephemeralPorts });
    const other: Endpoint = { kind: 'tcp', address: '192.0.2.8', port: 80 };
    expect(makeWorkerPlans(plan, [elsewhere, other], roomyMachine)).toHaveLength(1);
    expect(() => makeWorkerPlans(plan, [elsewhere, elsewhere], roomyMachine)).toThrow(
      `-c ${ephemeralPorts} needs as many ports for each of 2 origins; a source address has`,
    );
  });

  it('don’t matter to a unix socket', () => {
    expect(sourcesOf(planFor({ connections: ephemeralPorts + 1 }), unix)).toEqual([null]);
  });

  it.each<[string, Endpoint, Partial<Scenario>]>([
    ['elsewhere', elsewhere, { connections: 30_000, workers: 600 }],
    ['on loopback for one worker', loopback, { connections: 60_000, workers: 1 }],
    [
      'when the user’s own are too few',
      loopback,
      { connections: 60_000, workers: 2, localAddresses: ['127.0.0.2', '127.0.0.3'] },
    ],
    [
      'when a worker’s share makes one of them too small',
      elsewhere,
      { connections: 56_000, workers: 3, localAddresses: ['192.0.2.1', '192.0.2.2'] },
    ],
    [
      'when there are fewer workers than addresses',
      elsewhere,
      { connections: 60_000, workers: 2, localAddresses: ['192.0.2.1', '192.0.2.2', '192.0.2.3'] },
    ],
  ])('run out %s, which is said with three ways out', (_name, endpoint, scenario) => {
    const message = `-c ${scenario.connections} needs as many ports; a source address has 28232 (ip_local_port_range)`;
    const hint =
      'lower -c, add source addresses with --local-address, or widen the range with: sysctl net.ipv4.ip_local_port_range="1024 65535"';
    expect(() => makeWorkerPlans(planFor(scenario), [endpoint], roomyMachine)).toThrow(
      new InrushError('usage', [{ message, hint }]),
    );
  });

  it('suffice to the last port', () => {
    const twice = planFor({
      connections: 2 * ephemeralPorts,
      workers: 2,
      localAddresses: ['192.0.2.1', '192.0.2.2'],
    });
    expect(sourcesOf(twice, elsewhere)).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(sourcesOf(planFor({ connections: ephemeralPorts, workers: 3 }), elsewhere)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

function sourcesOf(plan: Plan, endpoint: Endpoint): (string | null)[] {
  return makeWorkerPlans(plan, [endpoint], roomyMachine).map(({ targets }) => targets[0].localAddress);
}

/** A Buffer arrives as the bytes that it is. */
function withPlainBodies(plan: WorkerPlan): WorkerPlan {
  const work = requestWork(plan);
  const plain = (body: Uint8Array | null): Uint8Array | null =>
    body === null ? null : Uint8Array.from(body);
  return {
    ...plan,
    work: {
      ...work,
      requests: mapNonEmpty(work.requests, (each) => ({
        ...each,
        spec: { ...each.spec, body: plain(each.spec.body) },
      })),
    },
  };
}
