import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../../src/http/exchange.ts';
import { makeRequestSource } from '../../src/run/request-source.ts';
import type { ScenarioUrl } from '../../src/scenario/scenario.ts';
import { planFor } from '../support/plan-for.ts';

const origin = 'http://127.0.0.1:8080';

describe('a request source', () => {
  it('sends one request always, the very same', () => {
    const next = sourceOf([{ url: `${origin}/a` }]);
    const first = next();
    expect(first.request.spec.path).toBe('/a');
    expect(next().request).toBe(first.request);
    expect(next().exchange.number).toBe(2);
  });

  it('encodes each request of a list once', () => {
    const next = sourceOf([{ url: `${origin}/a` }, { url: `${origin}/b` }]);
    const [a, b] = [next().request, next().request];
    expect([next().request === a, next().request === b]).toEqual([true, true]);
  });

  it('tells the exchange which start of the run it is and what is sent', () => {
    const next = sourceOf([{ url: `${origin}/a` }, { url: `${origin}/{i}` }], 2, 3);
    for (const number of [2, 5, 8]) {
      const { request, exchange } = next();
      expect([exchange.number, exchange.request]).toEqual([number, request]);
    }
  });

  it('takes turns by weight, and counts for each URL by itself', () => {
    const next = sourceOf([
      { url: `${origin}/a/{i}`, weight: 3 },
      { url: `${origin}/b/{i:7..8}`, weight: 1 },
    ]);
    const paths = Array.from({ length: 8 }, () => next().request.spec.path);
    expect(paths).toEqual(['/a/1', '/a/2', '/b/7', '/a/3', '/a/4', '/a/5', '/b/8', '/a/6']);
  });

  it('says which target a request goes to', () => {
    const next = sourceOf([
      { url: `${origin}/` },
      { url: 'http://127.0.0.1:8081/{i}' },
      { url: `${origin}/b` },
    ]);
    expect(Array.from({ length: 3 }, () => next().request.target)).toEqual([0, 1, 0]);
  });

  it('sends the same in all, over however many workers', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 });
    const runs = fc.record({
      weights,
      workers: fc.integer({ min: 1, max: 40 }),
      starts: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(runs, ({ weights: own, workers, starts }) => {
        const urls = own.map((weight, index) => ({
          url: `${origin}/${index}/{i}/{random:1..1000000}`,
          weight,
        }));
        const paths: string[] = [];
        for (let worker = 0; worker < workers; worker++) {
          const next = sourceOf(urls, worker, workers);
          for (let start = worker; start < starts; start += workers) paths[start] = next().request.spec.path;
        }
        const alone = sourceOf(urls);
        expect(paths).toEqual(Array.from({ length: starts }, () => alone().request.spec.path));
      }),
    );
  });

  it('sends three of one and one of the other exactly, over any number of workers', () => {
    const urls = [{ url: `${origin}/a`, weight: 3 }, { url: `${origin}/b` }];
    for (const workers of [1, 2, 3, 7]) {
      const paths: string[] = [];
      for (let worker = 0; worker < workers; worker++) {
        const next = sourceOf(urls, worker, workers);
        for (let start = worker; start < 1000; start += workers) paths.push(next().request.spec.path);
      }
      expect(paths.filter((path) => path === '/a')).toHaveLength(750);
      expect(paths).toHaveLength(1000);
    }
  });

  it('covers each number of a range once a round, over all workers', () => {
    const workers = 3;
    const seen: number[] = [];
    for (let worker = 0; worker < workers; worker++) {
      const next = sourceOf([{ url: `${origin}/{i:1..50}` }], worker, workers);
      for (let start = worker; start < 100; start += workers) {
        seen.push(Number(next().request.spec.path.slice(1)));
      }
    }
    const twice = Array.from({ length: 50 }, (_, index) => [index + 1, index + 1]).flat();
    expect(seen.toSorted((a, b) => a - b)).toEqual(twice);
  });
});

type Sent = {
  readonly request: ReturnType<ReturnType<typeof makeRequestSource>['next']>;
  readonly exchange: Exchange;
};

function sourceOf(urls: readonly ScenarioUrl[], worker = 0, workers = 1): () => Sent {
  const source = makeRequestSource({
    ...planFor({ urls }),
    requests: planFor({ urls }).work.requests,
    worker,
    workers,
  });
  return () => {
    const exchange = new Exchange();
    return { request: source.next(exchange), exchange };
  };
}
