import { readdirSync } from 'node:fs';
import { performance, PerformanceObserver } from 'node:perf_hooks';
import type { WorkerVitals } from './message.ts';

/** Watches the process it lives in since `begin`: CPU, event loop, garbage collection, memory. */
export class SelfWatch {
  #cpuAtStart = process.cpuUsage();
  #loopAtStart = performance.eventLoopUtilization();
  readonly #observer: PerformanceObserver;
  #maxGcPauseMs = 0;
  #peakRssBytes = 0;

  constructor() {
    this.#observer = new PerformanceObserver((entries) => {
      for (const entry of entries.getEntries()) {
        this.#maxGcPauseMs = Math.max(this.#maxGcPauseMs, entry.duration);
      }
    });
  }

  begin(): void {
    this.#cpuAtStart = process.cpuUsage();
    this.#loopAtStart = performance.eventLoopUtilization();
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  vitals(peakSockets: number): WorkerVitals {
    const { user, system } = process.cpuUsage(this.#cpuAtStart);
    this.#peakRssBytes = Math.max(this.#peakRssBytes, process.memoryUsage.rss());
    return {
      cpuMs: (user + system) / 1000,
      eventLoopUtilization: performance.eventLoopUtilization(this.#loopAtStart).utilization,
      maxGcPauseMs: this.#maxGcPauseMs,
      peakRssBytes: this.#peakRssBytes,
      peakSockets,
    };
  }

  close(): void {
    this.#observer.disconnect();
  }
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
