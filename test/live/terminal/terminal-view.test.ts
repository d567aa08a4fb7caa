import { EventEmitter } from 'node:events';
import { onTestFinished, describe, expect, it } from 'vitest';
import { TerminalView } from '../../../src/live/terminal/terminal-view.ts';
import { plain } from '../../../src/report/palette.ts';
import { tickAt } from '../../support/live-tick.ts';
import { closedRun } from '../../support/sample-result.ts';
import { Screen, type ScreenSize } from '../../support/screen.ts';

const usual = { columns: 80, rows: 24 };

describe('a terminal view', () => {
  it('draws once for a tick and its snapshot', async () => {
    const { view, stream } = viewOn();
    view.onTick(tickAt(1));
    view.onSnapshot(closedRun);
    expect(stream.written).toEqual([]);
    const lines = await stream.lines();
    expect(stream.written).toHaveLength(1);
    expect(lines[0]).toBe('GET http://127.0.0.1:8080/items');
    expect(lines).toContainEqual(expect.stringMatching(/^time +1 s +━+─+ +of 10 s$/));
  });

  it('is gone when it is closed, and the report stands where it stood', async () => {
    const { view, stream } = viewOn();
    stream.write('$ inrush\n');
    view.onTick(tickAt(1));
    await stream.lines();
    view.onTick(tickAt(2));
    await stream.lines();
    view.close();
    view.close();
    stream.write('the report\n');
    expect(await stream.lines()).toEqual(['$ inrush', 'the report']);
  });

  it('draws nothing after the end, not even what was asked for before', async () => {
    const { view, stream, soon } = viewOn();
    view.onTick(tickAt(1));
    view.close();
    soon.run();
    expect(await stream.lines()).toEqual([]);
  });

  it('makes way for what others write, and comes back below it', async () => {
    const { view, stream, beside, soon } = viewOn();
    view.onTick(tickAt(1));
    await stream.lines();
    stream.write('inrush: a note\n');
    beside.write('of a hook\n');
    expect(await stream.lines()).toEqual(['inrush: a note', 'of a hook']);
    soon.run();
    expect((await stream.lines()).slice(0, 3)).toEqual([
      'inrush: a note',
      'of a hook',
      expect.stringContaining('time'),
    ]);
    view.close();
    expect(await stream.lines()).toEqual(['inrush: a note', 'of a hook']);
  });

  it('begins a line of its own where somebody else has not ended one', async () => {
    const { view, stream, soon } = viewOn();
    view.onTick(tickAt(1));
    await stream.lines();
    stream.write('loading …');
    soon.run();
    expect((await stream.lines()).slice(0, 2)).toEqual(['loading …', expect.stringMatching(/^time/)]);
    view.close();
    expect(await stream.lines()).toEqual(['loading …']);
  });

  it('asks for one frame however often it is disturbed, so there are 10 in a second at most', async () => {
    const { view, stream, soon } = viewOn();
    view.onTick(tickAt(1));
    await stream.lines();
    for (let line = 0; line < 50; line++) stream.write(`server: ${line}\n`);
    expect(soon.waiting).toBe(1);
  });

  it.each<[string, ScreenSize]>([
    ['narrower', { columns: 50, rows: 120 }],
    ['wider', { columns: 200, rows: 120 }],
    ['tiny', { columns: 20, rows: 120 }],
  ])('leaves nothing behind in a window that becomes %s', async (_how, size) => {
    const { view, stream, soon } = viewOn({ columns: 100, rows: 120 });
    stream.write('$ inrush\n');
    view.onTick(tickAt(1));
    view.onSnapshot(closedRun);
    await stream.lines();
    await stream.resize(size);
    soon.run();
    const lines = await stream.lines();
    expect(lines.filter((line) => /^time|^10 %/.test(line))).toHaveLength(1);
    expect(lines.every((line) => line.length < size.columns)).toBe(true);
    view.close();
    expect(await stream.lines()).toEqual(['$ inrush']);
  });

  it('draws nothing while a window is being dragged, and then once', async () => {
    const { view, stream, soon } = viewOn();
    view.onTick(tickAt(1));
    await stream.lines();
    for (let columns = 79; columns > 60; columns--) await stream.resize({ columns, rows: 24 });
    expect(await stream.lines()).toEqual([]);
    expect(soon.waiting).toBe(1);
    soon.run();
    expect(await stream.lines()).not.toEqual([]);
  });

  it('keeps the seconds of the runs before in a row of runs, and not their snapshot', async () => {
    const { view, stream } = viewOn();
    view.setLabel('sync,\u001b[31m round 1');
    view.onTick(tickAt(1));
    view.onSnapshot(closedRun);
    view.onTick(tickAt(2));
    expect((await stream.lines())[1]).toBe('sync,\ufffd round 1');
    view.setLabel('async, round 1');
    view.onTick(tickAt(1));
    const lines = await stream.lines();
    expect(lines[0]).toBe('async, round 1');
    expect(lines).toContainEqual(expect.stringMatching(/^req\/s +61,000 {2}▇▇┊▇$/));
  });

  it('knows runs that are over before their first second apart by their names', async () => {
    const { view, stream } = viewOn();
    for (const [run, elapsedMs] of [150, 160, 170].entries()) {
      view.setLabel(`run ${run + 1}`);
      view.onTick(tickAt(1, { elapsedMs, intervalMs: elapsedMs }));
    }
    expect(await stream.lines()).toContainEqual(expect.stringMatching(/^req\/s +[\d,]+ {2}▇┊▇┊▆$/));
  });

  it('does not know that the terminal is where it left it when the process was stopped', async () => {
    const { view, stream, soon } = viewOn();
    view.onTick(tickAt(1));
    const before = await stream.lines();
    stream.raw('[1]+  Stopped\n');
    process.emit('SIGCONT');
    soon.run();
    expect(await stream.lines()).toEqual([...before, '[1]+  Stopped', ...before]);
  });

  it('gives everything back that it listened to, whatever ends it', async () => {
    const events = ['SIGCONT', 'exit', 'uncaughtExceptionMonitor'];
    const listeners = (): number[] => events.map((event) => process.listenerCount(event));
    const before = listeners();
    const { view, stream, beside } = viewOn();
    const writes = [stream.write, beside.write];
    view.onTick(tickAt(1));
    await stream.lines();
    expect(listeners()).toEqual(before.map((count) => count + 1));
    expect([stream.write, beside.write]).not.toEqual(writes);
    for (const listener of process.listeners('uncaughtExceptionMonitor').slice(-1)) {
      listener(new Error('nobody caught it'), 'uncaughtException');
    }
    expect(await stream.lines()).toEqual([]);
    expect(listeners()).toEqual(before);
    expect([stream.write, beside.write]).toEqual(writes);
    expect(stream.listenerCount('resize')).toBe(0);
  });

  it('draws as in a usual window where the terminal says no size', async () => {
    const { view, stream } = viewOn({ columns: 80, rows: 24 }, { columns: 0, rows: 0 });
    view.onTick(tickAt(1));
    view.onSnapshot(closedRun);
    expect((await stream.lines()).length).toBeGreaterThan(15);
  });
});

/** A stream to a terminal, and what a person sees there. */
class FakeTerminal extends EventEmitter {
  columns: number;
  rows: number;
  readonly written: string[] = [];
  readonly #screen: Screen;

  constructor(screen: Screen, { columns, rows }: ScreenSize) {
    super();
    this.#screen = screen;
    this.columns = columns;
    this.rows = rows;
  }

  write = (text: string | Uint8Array): boolean => {
    this.raw(String(text));
    return true;
  };

  /** As another process writes. */
  raw(text: string): void {
    this.written.push(text);
    this.#screen.write(text);
  }

  async resize(size: ScreenSize): Promise<void> {
    await this.#screen.resize(size);
    this.columns = size.columns;
    this.rows = size.rows;
    this.emit('resize');
  }

  lines(): Promise<string[]> {
    return this.#screen.lines();
  }
}

/** What is to happen a moment later. */
class Soon {
  readonly #callbacks: (() => void)[] = [];

  get waiting(): number {
    return this.#callbacks.length;
  }

  readonly ask = (callback: () => void): void => void this.#callbacks.push(callback);

  run(): void {
    for (const callback of this.#callbacks.splice(0)) callback();
  }
}

type Bench = {
  readonly view: TerminalView;
  readonly stream: FakeTerminal;
  readonly beside: FakeTerminal;
  readonly soon: Soon;
};

function viewOn(size: ScreenSize = usual, told: ScreenSize = size): Bench {
  const screen = new Screen(size);
  const stream = new FakeTerminal(screen, told);
  const beside = new FakeTerminal(screen, told);
  const soon = new Soon();
  const view = new TerminalView(stream, { palette: plain, alongside: [beside], soon: soon.ask });
  onTestFinished(() => view.close());
  return { view, stream, beside, soon };
}
