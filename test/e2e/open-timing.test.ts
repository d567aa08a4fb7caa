import { expect, it } from 'vitest';
import { inrush } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

it.each(['precise', 'timer', 'auto'])(
  'waits for its starts as --pacing %s says, and tells what it cost',
  async (pacing) => {
    const server = await countingServer();
    const outcome = await inrush(
      server.url,
      '-R',
      '10',
      '-d',
      '1500ms',
      '--pacing',
      pacing,
      '-w',
      '1',
      '-o',
      'json',
    );
    const result = loadResultOf(outcome);
    expect(result.accounting).toMatchObject({ planned: 15, ok: 15, balanced: true });
    expect(result.load.pacing).toBe(pacing);
    const spunShare = (result.generator.workers[0]?.spunMs ?? NaN) / 1500;
    if (pacing === 'timer') expect(spunShare).toBe(0);
    // A share of the core that the tests share with others is a lower bound of what it would be alone.
    else if (pacing === 'precise') expect(spunShare).toBeGreaterThan(0.1);
    else expect(spunShare).toBeLessThan(0.05);
  },
);

it('misses starts, and says so, where no more may wait for a connection', async () => {
  const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 200) });
  const load = ['-R', '100', '-d', '500ms', '-c', '2', '--max-queued', '5'];
  const outcome = await inrush(server.url, ...load, '-o', 'json', '--fail-if', 'missed > 10%');
  const { accounting } = loadResultOf(outcome);
  expect(accounting.planned).toBe(50);
  expect(accounting.missed.pool).toBeGreaterThan(30);
  expect(accounting.missed.pool + accounting.started).toBe(50);
  expect(accounting).toMatchObject({ ok: server.requests, balanced: true });
  expect(outcome.exitCode).toBe(99);
});
