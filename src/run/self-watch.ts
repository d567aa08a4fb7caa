import { readdirSync } from 'node:fs';
import { performance, PerformanceObserver } from 'node:perf_hooks';
import { readFileText } from '../machine/read-text.ts';
import type { WorkerVitals } from './message.ts';

/** How often the event loop is looked at: a standstill is known to so much. */
const standstillStepMs = 20;

/** What the worker knows of itself, and the watch does not. */
export type WorkerPeaks = Pick<WorkerVitals, 'peakSockets' | 'spunMs'>;

/** Watches the process it lives in since `begin`: CPU, event loop, garbage collection, memory. */
export class SelfWatch {
  readonly #observer: PerformanceObserver;
  #looking: NodeJS.Timeout | undefined;
  #lookedAt = performance.now();
  #standstillMs = 0;
  #beganAt = performance.now();
  #cpuAtStart = process.cpuUsage();
  #loopAtStart = performance.eventLoopUtilization();
  #waitedAtStartMs = readRunQueueWaitMs();
  #gcPauseMs = 0;
  #maxGcPauseMs = 0;
  #peakRssBytes = 0;

  constructor() {
    this.#observer = new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) this.#gcPauseMs = Math.max(this.#gcPauseMs, entry.duration);
    });
  }

  begin(): void {
    this.#beganAt = performance.now();
    this.#cpuAtStart = process.cpuUsage();
    this.#loopAtStart = performance.eventLoopUtilization();
    this.#waitedAtStartMs = readRunQueueWaitMs();
    this.#observer.observe({ entryTypes: ['gc'] });
    this.#lookedAt = this.#beganAt;
    this.#looking = setInterval(() => this.#look(), standstillStepMs).unref();
  }

  vitals(own: WorkerPeaks): WorkerVitals {
    const { user, system } = process.cpuUsage(this.#cpuAtStart);
    const waitedMs = readRunQueueWaitMs();
    const gcPauseMs = this.#gcPauseMs;
    this.#gcPauseMs = 0;
    // Whoever asks right after a standstill may come before the timer does.
    this.#look();
    const standstillMs = this.#standstillMs;
    this.#standstillMs = 0;
    this.#maxGcPauseMs = Math.max(this.#maxGcPauseMs, gcPauseMs);
    this.#peakRssBytes = Math.max(this.#peakRssBytes, process.memoryUsage.rss());
    return {
      ...own,
      elapsedMs: performance.now() - this.#beganAt,
      cpuMs: (user + system) / 1000,
      activeMs: performance.eventLoopUtilization(this.#loopAtStart).active,
      runQueueWaitMs:
        waitedMs === null || this.#waitedAtStartMs === null ? null : waitedMs - this.#waitedAtStartMs,
      standstillMs,
      gcPauseMs,
      maxGcPauseMs: this.#maxGcPauseMs,
      peakRssBytes: this.#peakRssBytes,
    };
  }

  close(): void {
    this.#observer.disconnect();
    clearInterval(this.#looking);
  }

  #look(): void {
    const now = performance.now();
    this.#standstillMs = Math.max(this.#standstillMs, now - this.#lookedAt - standstillStepMs);
    this.#lookedAt = now;
  }
}

/** Time that this process's main thread could have run and had no processor; null where the system doesn't say. */
function readRunQueueWaitMs(): number | null {
  const [, waitedNs] = (readFileText('/proc/self/schedstat') ?? '').split(' ');
  return waitedNs === undefined ? null : Number(waitedNs) / 1e6;
}

/** Descriptors this process has open; 0 where the system doesn't say. */
export function countOpenFiles(): number {
  for (const folder of ['/proc/self/fd', '/dev/fd']) {
    try {
      return readdirSync(folder).length;
    } catch {
      // Not this kind of system: try the next place.
    }
  }
  return 0;
}
