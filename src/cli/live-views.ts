import { describeCause, InrushError } from '../base/errors.ts';
import type { Baseline } from '../gate/baseline/baseline.ts';
import type { Dashboard } from '../live/dashboard/dashboard.ts';
import type { LiveView } from '../live/live-view.ts';
import type { Plan } from '../plan/plan.ts';
import type { GatePlace } from '../report/github-annotations.ts';
import type { Report } from '../report/registry.ts';
import type { RunOptions } from '../run/run-load.ts';
import type { Tick } from '../run/tick.ts';
import type { Result } from '../summary/result.ts';
import { deliver } from './deliver.ts';
import type { SignalInterrupts } from './interrupts.ts';
import type { Output } from './outputs.ts';
import { note, paletteFor } from './terminal.ts';

export type LiveViewSettings = {
  readonly isQuiet: boolean;
  /** Whether the page of the run is served while it goes. */
  readonly hasUi: boolean;
  /** What is measured, for people: a URL or a file. */
  readonly subject: string;
  readonly interrupts: SignalInterrupts;
  /** Drawn beside the run where there is one. */
  readonly baseline?: Baseline | null;
};

/** Opens what shows load runs while they go, and closes it however that ends. */
export async function withLiveViews<T>(
  settings: LiveViewSettings,
  use: (views: LiveViews) => Promise<T>,
): Promise<T> {
  const dashboard = settings.hasUi ? await openDashboard(settings) : null;
  const views = new LiveViews(
    settings.isQuiet ? null : await stderrView(),
    dashboard,
    settings.baseline ?? null,
  );
  try {
    return await use(views);
  } catch (error) {
    await views.fail(error);
    throw error;
  } finally {
    await views.fail(null);
  }
}

/** What a plan measures, in a few words. */
export function subjectOf({ work, targets: [{ url }] }: Plan): string {
  return work.kind === 'flows' ? work.name : url;
}

/** All views of one command as one. */
export class LiveViews implements LiveView {
  readonly #views: readonly LiveView[];
  readonly #dashboard: Dashboard | null;
  readonly #wantsSnapshots: boolean;
  readonly #baseline: Baseline | null;

  constructor(shown: StderrView | null, dashboard: Dashboard | null, baseline: Baseline | null) {
    this.#views = [shown?.view ?? null, dashboard].filter((view) => view !== null);
    this.#dashboard = dashboard;
    this.#baseline = baseline;
    this.#wantsSnapshots = dashboard !== null || shown?.wantsSnapshots === true;
  }

  /** What a run has to tell of itself: nothing that nobody sees. */
  get runOptions(): Pick<RunOptions, 'onTick' | 'onSnapshot'> {
    if (this.#views.length === 0) return {};
    const onTick = (tick: Tick): void => this.onTick(tick);
    const onSnapshot = (snapshot: Result, tick: Tick): void => this.onSnapshot(snapshot, tick);
    return this.#wantsSnapshots ? { onTick, onSnapshot } : { onTick };
  }

  setLabel(label: string): void {
    for (const view of this.#views) view.setLabel(label);
  }

  onTick(tick: Tick): void {
    for (const view of this.#views) view.onTick(tick);
  }

  onSnapshot(snapshot: Result, tick: Tick): void {
    for (const view of this.#views) view.onSnapshot(snapshot, tick);
  }

  clear(): void {
    for (const view of this.#views) view.clear();
  }

  close(): void {
    for (const view of this.#views) view.close();
  }

  /** {@link deliver}, and to those who look at the page. */
  async deliver(
    report: Report,
    outputs: readonly Output[],
    latency: boolean,
    places: readonly GatePlace[] = [],
  ): Promise<void> {
    this.close();
    try {
      await deliver(report, outputs, { latency, baseline: this.#baseline }, places);
    } finally {
      await this.finish(report, latency);
    }
  }

  /** Shows what all came to. */
  async finish(report: Report, latency: boolean): Promise<void> {
    this.close();
    await this.#dashboard?.finish(report, latency);
  }

  /** There is no report, and this is why; of no effect where there was one. */
  async fail(reason: unknown): Promise<void> {
    this.close();
    await this.#dashboard?.fail(reasonLines(reason));
  }
}

async function openDashboard({ subject, interrupts, baseline }: LiveViewSettings): Promise<Dashboard> {
  const { Dashboard } = await import('../live/dashboard/dashboard.ts');
  const onStop = (): void => interrupts.stop('stopped from the dashboard');
  const dashboard = await Dashboard.open({ subject, onStop, baseline: baseline ?? null });
  note(`the dashboard is at ${dashboard.url}`);
  return dashboard;
}

export type StderrView = { readonly view: LiveView; readonly wantsSnapshots: boolean };

/** What stderr shows: drawn over itself on a terminal, a line now and then in a log. */
async function stderrView(): Promise<StderrView> {
  const { canRedraw } = await import('../live/terminal/can-redraw.ts');
  if (!canRedraw(process.stderr, process.env)) {
    const { LogLines } = await import('../live/terminal/log-lines.ts');
    return { view: new LogLines(note), wantsSnapshots: false };
  }
  const { TerminalView } = await import('../live/terminal/terminal-view.ts');
  const alongside = process.stdout.isTTY ? [process.stdout] : [];
  const view = new TerminalView(process.stderr, { palette: paletteFor(process.stderr), alongside });
  return { view, wantsSnapshots: true };
}

function reasonLines(reason: unknown): readonly string[] {
  if (reason === null) return ['it ended before there was anything to report'];
  if (reason instanceof InrushError) return reason.problems.map(({ message }) => message);
  return [describeCause(reason)];
}
