import { describe, expect, it, onTestFinished } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { LiveViews } from '../../src/cli/live-views.ts';
import { Dashboard } from '../../src/live/dashboard/dashboard.ts';
import type { LiveView } from '../../src/live/live-view.ts';
import type { Tick } from '../../src/run/tick.ts';
import { Follower } from '../support/page-visitor.ts';
import { closedRun } from '../support/sample-result.ts';

const patient = { timeout: 10_000, interval: 5 };
const tick = {} as Tick;

/** Tells what it was told. */
function listener(): LiveView & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    setLabel: (label) => void heard.push(`label ${label}`),
    onTick: () => void heard.push('tick'),
    onSnapshot: () => void heard.push('snapshot'),
    clear: () => void heard.push('clear'),
    close: () => void heard.push('close'),
  };
}

async function dashboard(): Promise<Dashboard> {
  const opened = await Dashboard.open({ subject: 'x', onStop: null, farewellMs: 10_000 });
  onTestFinished(() => opened.fail([]));
  return opened;
}

describe('a run has to tell of itself', () => {
  it('nothing where nobody sees it', () => {
    expect(new LiveViews(null, null, null).runOptions).toEqual({});
  });

  it('no results so far for a log', () => {
    const views = new LiveViews({ view: listener(), wantsSnapshots: false }, null, null);
    expect(Object.keys(views.runOptions)).toEqual(['onTick']);
  });

  it('both for a terminal and for a page', async () => {
    const onTerminal = new LiveViews({ view: listener(), wantsSnapshots: true }, null, null);
    const onPage = new LiveViews(null, await dashboard(), null);
    for (const { runOptions } of [onTerminal, onPage]) {
      expect(Object.keys(runOptions)).toEqual(['onTick', 'onSnapshot']);
    }
  });
});

it('hands all of it to each view', async () => {
  const view = listener();
  const views = new LiveViews({ view, wantsSnapshots: true }, await dashboard(), null);
  views.setLabel('async');
  views.runOptions.onTick?.(tick);
  views.runOptions.onSnapshot?.(closedRun, tick);
  views.clear();
  views.close();
  expect(view.heard).toEqual(['label async', 'tick', 'snapshot', 'clear', 'close']);
});

describe('at the end', () => {
  it('the page has the report even where a file of it could not be written', async () => {
    const served = await dashboard();
    const view = listener();
    const views = new LiveViews({ view, wantsSnapshots: true }, served, null);
    const follower = await Follower.open(`${served.url}events`);
    await expect.poll(() => follower.events.length, patient).toBe(1);
    const outputs = [{ format: 'json', path: '/nowhere/at/all.json' }];
    await expect(views.deliver(closedRun, outputs, false)).rejects.toThrow("can't be written");
    await follower.ended();
    expect(view.heard[0]).toBe('close');
    expect(follower.events.at(-1)).toMatchObject({ name: 'end', update: { status: { label: 'complete' } } });
  });

  it.each<[string, unknown, string]>([
    ['of the user', new InrushError('cannot-run', [{ message: 'nothing answers' }]), 'nothing answers'],
    ['of anybody', new Error('oh'), 'oh'],
    ['that nobody knows', null, 'it ended before there was anything to report'],
  ])('the page has the reason %s why there is none', async (_case, reason, line) => {
    const served = await dashboard();
    const views = new LiveViews(null, served, null);
    const follower = await Follower.open(`${served.url}events`);
    await views.fail(reason);
    await follower.ended();
    expect(follower.events.at(-1)?.update.sections[0]?.blocks[0]).toMatchObject({ lines: [line] });
    await views.fail('again');
  });
});
