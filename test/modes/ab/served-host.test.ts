import { describe, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import { nested } from '../../../src/modes/ab/hooked-host.ts';
import { type Serve, servedHost } from '../../../src/modes/ab/served-host.ts';
import type { SideHost } from '../../../src/modes/ab/side-host.ts';
import { Stops } from '../../../src/modes/stops.ts';
import type { RunningServer } from '../../../src/server/running-server.ts';
import type { ServerEnd } from '../../../src/summary/server-usage.ts';
import { planFor } from '../../support/plan-for.ts';

const plan = planFor({});

describe('a server that inrush starts for a side', () => {
  it('is there while the side is measured, and stopped afterwards', async () => {
    const server = new FakeServer();
    const host = servedHost('A', server.serve);
    const answer = await host(plan, new Stops(), (live) => {
      expect(live).toMatchObject({ plan, server });
      expect(server.isStopped).toBe(false);
      return Promise.resolve('measured');
    });
    expect(answer).toBe('measured');
    expect(server.isStopped).toBe(true);
  });

  it('ends the comparison when it ends by itself, with what it wrote last', async () => {
    const server = new FakeServer();
    const stops = new Stops();
    await servedHost('B', server.serve)(plan, stops, () => {
      server.die({ exitCode: 7, signal: null, lastLines: ['FATAL', 'out of cheese'] });
      return Promise.resolve();
    });
    expect(stops.reason).toBe(
      'B: the server under test ended by itself: exit code 7; the last that it wrote: FATAL | out of cheese',
    );
    expect(stops.error?.code).toBe('cannot-run');
    expect(server.isStopped).toBe(true);
  });

  it('says whose it is when it can not start', async () => {
    const serve = async (): Promise<never> => {
      await Promise.resolve();
      throw new InrushError('cannot-run', [{ message: 'no such program' }]);
    };
    const running = servedHost('B', serve)(plan, new Stops(), () => Promise.resolve());
    await expect(running).rejects.toThrow('B: no such program');
  });

  it('lasts longer than what is within', async () => {
    const server = new FakeServer();
    const other = planFor({ connections: 3 });
    const said: boolean[] = [];
    const inner: SideHost = async (_plan, _stops, use) => {
      try {
        return await use({ plan: other, server: null });
      } finally {
        said.push(server.isStopped);
      }
    };
    const host = nested(servedHost('A', server.serve), inner);
    const live = await host(plan, new Stops(), (side) => Promise.resolve(side));
    expect(live).toEqual({ plan: other, server });
    expect(said).toEqual([false]);
    expect(server.isStopped).toBe(true);
  });
});

type End = Omit<ServerEnd, 'atMs'>;

class FakeServer implements RunningServer {
  readonly pid = 1;
  readonly readyMs = 5;
  isStopped = false;
  #listener: ((end: End) => void) | null = null;

  readonly serve: Serve = async (_plan, _signal, use) => {
    try {
      return await use(this);
    } finally {
      await this.stop();
    }
  };

  die(end: End): void {
    this.#listener?.(end);
  }

  onEnd(listener: (end: End) => void): void {
    this.#listener = listener;
  }

  usage(): never {
    throw new Error('nobody asks');
  }

  lastLines(): readonly string[] {
    return [];
  }

  stop(): Promise<void> {
    this.isStopped = true;
    return Promise.resolve();
  }
}
