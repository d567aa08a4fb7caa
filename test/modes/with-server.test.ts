import { describe, expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { readServe, type ServeOption } from '../../src/modes/serve-option.ts';
import { runOnServer } from '../../src/modes/with-server.ts';
import type { Interrupts, runLoad } from '../../src/run/run-load.ts';
import type { RunningServer } from '../../src/server/running-server.ts';
import type { Result, ServerEnd } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';
import { closedRun } from '../support/sample-result.ts';

const plan = planFor({ url: 'http://127.0.0.1:1/' });
const end = { exitCode: 7, signal: null, lastLines: ['out of luck'] } as const;
const reason = 'the server under test ended by itself: exit code 7';

class FakeServer implements RunningServer {
  readonly pid = 1;
  readonly readyMs = 5;
  readonly asked: number[][] = [];
  readonly #listeners: ((end: Omit<ServerEnd, 'atMs'>) => void)[] = [];
  #ended: ServerEnd | null = null;

  die(): void {
    this.#ended = { ...end, atMs: 1 };
    for (const listener of this.#listeners) listener(end);
  }

  onEnd(listener: (end: Omit<ServerEnd, 'atMs'>) => void): void {
    if (this.#ended === null) this.#listeners.push(listener);
    else listener(end);
  }

  usage(...asked: [number, number, number, number?]): Result['server'] & object {
    this.asked.push(asked.map((number) => number ?? NaN));
    const nothing = { cpu: null, memory: null, peakProcesses: null };
    return { command: 'x', readyMs: 5, ...nothing, ended: this.#ended };
  }

  lastLines(): readonly string[] {
    return [];
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }
}

/** A run that does something with its interrupts, and what the server came to. */
function runThat(act: (interrupts: Interrupts | undefined) => Promise<Result> | Result): typeof runLoad {
  return async (_plan, options) => act(options?.interrupts);
}

describe('a run on a server under test', () => {
  it('is measured over its measured part', async () => {
    const server = new FakeServer();
    const { server: usage } = await runOnServer(
      server,
      plan,
      {},
      runThat(() => closedRun),
    );
    const startMs = Date.parse(closedRun.startedAt);
    const fromMs = startMs + closedRun.load.warmupMs;
    const answered = (closedRun.throughput.answeredPerS * closedRun.measuredMs) / 1000;
    expect(server.asked).toEqual([[fromMs, fromMs + closedRun.measuredMs, answered, startMs]]);
    expect(usage).toMatchObject({ command: 'x', ended: null });
  });

  it('is drained when the server ends, and partial', async () => {
    const server = new FakeServer();
    const heard: string[] = [];
    const { completion } = await runOnServer(
      server,
      plan,
      {},
      runThat((interrupts) => {
        interrupts?.onDrain((why) => heard.push(why));
        server.die();
        return { ...closedRun, completion: { state: 'partial', reasons: heard } };
      }),
    );
    expect(heard).toEqual([reason]);
    expect(completion).toEqual({ state: 'partial', reasons: [reason] });
  });

  it('is drained at once when it has ended before', async () => {
    const server = new FakeServer();
    server.die();
    const heard: string[] = [];
    const run = runThat((interrupts) => {
      interrupts?.onDrain((why) => heard.push(why));
      return closedRun;
    });
    const { completion } = await runOnServer(server, plan, {}, run);
    expect(heard).toEqual([reason]);
    expect(completion).toEqual({ state: 'partial', reasons: [reason] });
  });

  it('hears the user, too', async () => {
    const user: Interrupts = {
      onDrain: (listener) => listener('drain'),
      onCut: (listener) => listener('cut'),
    };
    const heard: string[] = [];
    const run = runThat((interrupts) => {
      interrupts?.onDrain((why) => heard.push(why));
      interrupts?.onCut((why) => heard.push(why));
      return closedRun;
    });
    await runOnServer(new FakeServer(), plan, { interrupts: user }, run);
    expect(heard).toEqual(['drain', 'cut']);
  });

  it('that fails to begin says what the server said last', async () => {
    const server = new FakeServer();
    const refused = new InrushError('cannot-run', [{ message: 'nothing answers' }]);
    const run = runThat(() => {
      setTimeout(() => server.die(), 5);
      return Promise.reject(refused);
    });
    await expect(runOnServer(server, plan, {}, run)).rejects.toMatchObject({
      code: 'cannot-run',
      problems: [
        { message: `${reason}; the last that it wrote:\n  out of luck` },
        { message: 'nothing answers' },
      ],
    });
  });

  it('fails as it would without one when that lives', async () => {
    const bug = new Error('bug');
    await expect(
      runOnServer(
        new FakeServer(),
        plan,
        {},
        runThat(() => Promise.reject(bug)),
      ),
    ).rejects.toBe(bug);
  });

  it('tells a run that is over nothing more', async () => {
    const server = new FakeServer();
    const heard: string[] = [];
    await runOnServer(
      server,
      plan,
      {},
      runThat((interrupts) => {
        interrupts?.onDrain((why) => heard.push(why));
        return closedRun;
      }),
    );
    server.die();
    expect(heard).toEqual([]);
  });
});

describe('the server that a program names', () => {
  it.each([
    ['node server.js', { kind: 'shell', line: 'node server.js' }],
    [['node', 'a b.js'], { kind: 'words', words: ['node', 'a b.js'] }],
  ])('is a line for the shell, or a program and its arguments: %j', (given, command) => {
    expect(readServe(given)).toMatchObject({ command: { command }, problems: [] });
  });

  it('may be none', () => {
    expect(readServe(undefined)).toEqual({ command: null, problems: [] });
  });

  it.each([[''], [[]], [[5]], [5], [{ command: 'x' }], [null]])('is refused: %j', (given) => {
    const { command, problems } = readServe(given as unknown as ServeOption);
    expect(command).toBeNull();
    expect(problems).toEqual([{ message: expect.stringMatching(/^serve must be a command/) as string }]);
  });
});
