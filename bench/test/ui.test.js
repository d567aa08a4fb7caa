import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, describe, it } from 'node:test';
import { costsOf, costTable } from '../ui/cost.js';
import { listenToPage } from '../ui/page-listener.js';
import { addressIn } from '../ui/seen-run.js';

describe('what it costs to look', () => {
  const ran = (name, round, perS, cpuPerRequestUs = 6) => ({
    name,
    round,
    failure: null,
    perS,
    cpuPerRequestUs,
  });

  it('is the mean of ratios within each round, and not the ratio of means', () => {
    // The machine got slower in the second round, for both.
    const runs = [ran('-q', 0, 100), ran('seen', 0, 98), ran('-q', 1, 50), ran('seen', 1, 49)];
    const [quiet, seen] = costsOf(runs, ['-q', 'seen']);
    assert.equal(quiet.ratio, null);
    assert.ok(Math.abs(seen.ratio.ratio - 0.98) < 1e-9);
    assert.ok(Math.abs(seen.ratio.interval.high - seen.ratio.interval.low) < 1e-9);
    assert.equal(seen.perS, 73.5);
  });

  it('leaves out a round in which either failed, and says so', () => {
    const failed = { name: 'seen', round: 1, failure: 'the page was sent no update' };
    const runs = [ran('-q', 0, 100), ran('seen', 0, 90), ran('-q', 1, 100), failed, ran('seen', 2, 10)];
    const costs = costsOf(runs, ['-q', 'seen']);
    assert.deepEqual([costs[1].runs, costs[1].failed], [2, 1]);
    assert.ok(Math.abs(costs[1].ratio.ratio - 0.9) < 1e-9);
    assert.match(costTable(costs), /\| seen \| 2 \(1 failed\) \| 50 \| 6\.00 \| 0\.900 \| \*\*no\*\* \|/);
  });

  it('is nothing where nothing was seen', () => {
    assert.match(
      costTable(costsOf([ran('-q', 0, 1234.5)], ['-q', 'seen'])),
      /\| seen \| 0 \| – \| – \|  \|  \|/,
    );
  });
});

describe('the address of a page', () => {
  it('is found among what a terminal is told, colours and all', () => {
    const url = 'http://127.0.0.1:41234/dGhpcyBpcyBhIHRva2Vu_-x/';
    assert.equal(addressIn(`\u001b[2mthe page of this run: \u001b[36m${url}\u001b[39m\r\n`), url);
    assert.equal(addressIn('http://127.0.0.1:41234/ with 50 connections'), null);
  });
});

describe('a listener', () => {
  const server = createServer((request, response) => {
    if (request.url === '/t/') return response.end('<!doctype html>');
    for (const piece of [
      'retry: 1\n\nevent: upd',
      'ate\ndata: {}\n\nevent: update\ndata: {}\n\n',
      'event: end\ndata: {}\n\n',
    ]) {
      response.write(piece);
    }
    return response.end();
  });
  after(() => server.close());

  it('loads the page, and counts its updates until the end', async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { updates, bytes } = await listenToPage(`http://127.0.0.1:${server.address().port}/t/`);
    assert.deepEqual([updates, bytes > 60], [2, true]);
  });
});
