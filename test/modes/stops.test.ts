import { expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { Stops } from '../../src/modes/stops.ts';
import type { Interrupts } from '../../src/run/run-load.ts';

type Listener = (reason: string) => void;

it('tells every run that goes on, and its signal', async () => {
  const outer = new Outer();
  const stops = new Stops(outer);
  const heard: string[] = [];
  const listening = (name: string) => (run: Interrupts) => {
    run.onDrain((reason) => heard.push(`${name} drain ${reason}`));
    run.onCut((reason) => heard.push(`${name} cut ${reason}`));
    return Promise.resolve();
  };
  await stops.during(async (first) => {
    await listening('first')(first);
    await stops.during(async (second) => {
      await listening('second')(second);
      outer.drain?.('enough');
    });
    outer.cut?.('now');
  });
  expect(heard).toEqual(['first drain enough', 'second drain enough', 'first cut now']);
  expect(stops.reason).toBe('enough');
  expect(stops.signal.aborted).toBe(true);
});

it('tells a run that begins later at once', async () => {
  const stops = new Stops();
  stops.cut('now');
  const heard: string[] = [];
  await stops.during(async (run) => {
    run.onDrain((reason) => heard.push(`drain ${reason}`));
    run.onCut((reason) => heard.push(`cut ${reason}`));
    await Promise.resolve();
  });
  expect(heard).toEqual(['drain now', 'cut now']);
});

it('knows what failed, unless somebody stopped it before', () => {
  const error = new InrushError('cannot-run', [{ message: 'the server ended' }]);
  const failed = new Stops();
  failed.fail(error);
  expect(failed).toMatchObject({ error, reason: 'the server ended' });
  const stopped = new Stops();
  stopped.drain('enough');
  stopped.fail(error);
  expect(stopped).toMatchObject({ error: null, reason: 'enough' });
});

class Outer implements Interrupts {
  drain: Listener | null = null;
  cut: Listener | null = null;

  onDrain(listener: Listener): void {
    this.drain = listener;
  }

  onCut(listener: Listener): void {
    this.cut = listener;
  }
}
