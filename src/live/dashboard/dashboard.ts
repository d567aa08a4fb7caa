import { describeCause } from '../../base/errors.ts';
import type { Baseline } from '../../gate/baseline/baseline.ts';
import type { Page } from '../../report/html/page.ts';
import type { Report } from '../../report/reporter.ts';
import type { Result } from '../../summary/result.ts';
import type { LiveView } from '../live-view.ts';
import { EventStreams } from './event-streams.ts';
import { type Answer, PageServer, type Visit } from './page-server.ts';
import { failedPage, finalPage, livePage, type RunState } from './run-pages.ts';

export type DashboardOptions = {
  /** What is measured, for people: a URL or a file. */
  readonly subject: string;
  /** Ends the run as one Ctrl-C does; null: it can't be ended from the page. */
  readonly onStop: (() => void) | null;
  /** Drawn beside the run [none]. */
  readonly baseline?: Baseline | null;
  /** How long the last page may take to reach those who look [2000]. */
  readonly farewellMs?: number;
};

/** The page of a run, served while it goes. Nothing is made of a snapshot unless somebody looks. */
export class Dashboard implements LiveView {
  readonly #streams = new EventStreams();
  readonly #onStop: (() => void) | null;
  readonly #farewellMs: number;
  #server: PageServer | null = null;
  #state: RunState;
  /** Of the present state, where somebody has looked at it. */
  #page: Page | null = null;
  /** The last page of all. */
  #ended: Page | null = null;
  /** A page that was sent opens its stream by then. */
  #awaitedUntilMs = -Infinity;
  #onStream: (() => void) | null = null;

  private constructor({ subject, onStop, baseline = null, farewellMs = 2000 }: DashboardOptions) {
    this.#onStop = onStop;
    this.#farewellMs = farewellMs;
    const canStop = onStop !== null;
    this.#state = { subject, label: '', snapshot: null, isStopping: false, canStop, baseline };
  }

  /** Throws `cannot-run` where nothing may listen. */
  static async open(options: DashboardOptions): Promise<Dashboard> {
    const dashboard = new Dashboard(options);
    dashboard.#server = await PageServer.start((visit) => dashboard.#answer(visit));
    return dashboard;
  }

  /** Where it can be seen, '' when it is closed. */
  get url(): string {
    return this.#server?.url ?? '';
  }

  /** How many pages follow the run. */
  get openPages(): number {
    return this.#streams.count;
  }

  setLabel(label: string): void {
    this.#change({ label });
  }

  onTick(): void {}

  onSnapshot(snapshot: Result): void {
    this.#change({ snapshot });
    this.#show();
  }

  clear(): void {}

  close(): void {}

  /** Shows what all came to, to everybody who looks, and ends. */
  async finish(report: Report, latency: boolean): Promise<void> {
    await this.#end(() => finalPage(report, { latency, baseline: this.#state.baseline }));
  }

  /** The same where there is no report. */
  async fail(problems: readonly string[]): Promise<void> {
    await this.#end(() => failedPage(this.#state, problems));
  }

  async #end(make: () => Page): Promise<void> {
    if (this.#server === null) return;
    const untilMs = performance.now() + this.#farewellMs;
    if (this.#streams.count > 0 || this.#isAwaited()) {
      this.#ended = { ...this.#drawn(make), live: null };
      await this.#streams.end(this.#ended, this.#farewellMs);
      await this.#latecomer(untilMs);
    }
    this.#server.close();
    this.#server = null;
  }

  /** Somebody has just loaded the page and is about to listen. */
  async #latecomer(untilMs: number): Promise<void> {
    const waitMs = Math.min(untilMs, this.#awaitedUntilMs) - performance.now();
    if (waitMs <= 0 || this.#ended === null) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#onStream = resolve;
      timer = setTimeout(resolve, waitMs);
    });
    clearTimeout(timer);
    await this.#streams.end(this.#ended, Math.max(0, untilMs - performance.now()));
  }

  #isAwaited(): boolean {
    return performance.now() < this.#awaitedUntilMs;
  }

  #answer({ method, place }: Visit): Answer {
    if (method === 'POST') return place === 'stop' ? this.#stop() : { kind: 'read-only' };
    if (place === 'events') return this.#stream();
    if (place !== '') return { kind: 'refused', status: 404, text: 'nothing is here' };
    const page = this.#ended ?? this.#present();
    if (page.live !== null) this.#awaitedUntilMs = performance.now() + this.#farewellMs;
    return { kind: 'page', status: 200, page };
  }

  #stream(): Answer {
    if (this.#streams.isFull) return { kind: 'refused', status: 503, text: 'too many pages are open' };
    return {
      kind: 'stream',
      open: (response) => {
        this.#awaitedUntilMs = -Infinity;
        this.#streams.open(response, this.#ended ?? this.#present());
        if (this.#ended !== null) void this.#streams.end(this.#ended, 0);
        this.#onStream?.();
      },
    };
  }

  /** Once: who presses it again is in no greater hurry. */
  #stop(): Answer {
    if (this.#onStop === null) return { kind: 'read-only' };
    if (!this.#state.isStopping && this.#ended === null) {
      this.#change({ isStopping: true });
      this.#onStop();
      this.#show();
    }
    return { kind: 'accepted' };
  }

  #change(part: Partial<RunState>): void {
    this.#state = { ...this.#state, ...part };
    this.#page = null;
  }

  #show(): void {
    if (this.#streams.count > 0) this.#streams.update(this.#present());
  }

  #present(): Page {
    return (this.#page ??= this.#drawn(() => livePage(this.#state)));
  }

  /** What is seen of a run must not end it. */
  #drawn(make: () => Page): Page {
    try {
      return make();
    } catch (error) {
      const problem = `a bug in inrush, please report it: ${describeCause(error)}`;
      return {
        ...failedPage({ ...this.#state, snapshot: null }, [problem]),
        live: { events: 'events', stop: null },
      };
    }
  }
}
