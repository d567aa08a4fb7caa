import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { EventStreams, type StreamResponse } from '../../../src/live/dashboard/event-streams.ts';
import type { Page, PageUpdate } from '../../../src/report/html/page.ts';

it('writes nothing to a browser that has not taken the last update, and then all that it missed', () => {
  const streams = new EventStreams();
  const [slow, quick] = [new FakeResponse(), new FakeResponse()];
  streams.open(slow, pageOf(1));
  streams.open(quick, pageOf(1));
  slow.writableNeedDrain = true;
  streams.update(pageOf(2));
  streams.update(pageOf(3));
  expect(slow.updates).toHaveLength(1);
  expect(quick.updates.map(framesOf)).toEqual([
    { from: 0, columns: [[0]] },
    { from: 1, columns: [[1]] },
    { from: 2, columns: [[2]] },
  ]);
  slow.writableNeedDrain = false;
  streams.update(pageOf(4));
  expect(framesOf(slow.updates[1])).toEqual({ from: 1, columns: [[1, 2, 3]] });
});

it('forgets who has gone', () => {
  const streams = new EventStreams();
  const response = new FakeResponse();
  streams.open(response, pageOf(1));
  expect(streams.count).toBe(1);
  response.emit('error', new Error('write after the end'));
  response.emit('close');
  expect(streams.count).toBe(0);
  streams.update(pageOf(2));
  expect(response.updates).toHaveLength(1);
});

it('ends each once, with all that is missing, and waits until it is closed', async () => {
  const streams = new EventStreams();
  const response = new FakeResponse();
  streams.open(response, pageOf(1));
  let isOver = false;
  const over = [streams.end(pageOf(2), 60_000), streams.end(pageOf(2), 60_000)];
  void Promise.all(over).then(() => (isOver = true));
  await Promise.resolve();
  expect({ isOver, ends: response.ends, updates: response.updates.length }).toEqual({
    isOver: false,
    ends: 1,
    updates: 2,
  });
  response.emit('close');
  await Promise.all(over);
});

it('waits for one that takes nothing no longer than it may', async () => {
  const streams = new EventStreams();
  streams.open(new FakeResponse(), pageOf(1));
  const beganAt = performance.now();
  await streams.end(pageOf(2), 30);
  expect(performance.now() - beganAt).toBeGreaterThan(25);
});

function pageOf(rows: number): Page {
  const columns = [Array.from({ length: rows }, (_, row) => row)];
  const status = { tone: 'neutral', label: 'running' } as const;
  return { title: '', heading: '', lead: [], status, sections: [], frames: { f: { columns } }, live: null };
}

function framesOf(update: PageUpdate | undefined): unknown {
  return update?.frames['f'];
}

/** What a server would send to a browser. */
class FakeResponse extends EventEmitter implements StreamResponse {
  readonly updates: PageUpdate[] = [];
  ends: number = 0;
  writableNeedDrain: boolean = false;

  get writableEnded(): boolean {
    return this.ends > 0;
  }

  write(text: string): boolean {
    const data = /^data: (.*)$/m.exec(text)?.[1];
    if (data !== undefined) this.updates.push(JSON.parse(data) as PageUpdate);
    return true;
  }

  end(): void {
    this.ends++;
  }
}
