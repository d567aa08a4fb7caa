import { join } from 'node:path/posix';
import { type Clock, monotonicClock } from '../base/clock.ts';
import type { ShareSeen, SystemLoad } from '../summary/result.ts';
import { cgroupFolders } from './cgroup-folders.ts';
import { parsePressureUs, parseProcStat, parseThrottledUs } from './cpu-account.ts';
import { readFileText, type ReadText } from './read-text.ts';
import { type Reading, ShareMeter } from './share-meter.ts';

/**
 * Watches what keeps this machine's processes from its processors, as far as the system tells: a few small files a
 * second. Belongs into the coordinator, so that no worker pays for it.
 */
export class SystemWatch {
  readonly #readText: ReadText;
  readonly #clock: Clock;
  #steal: ShareMeter | null = null;
  #throttled: readonly ShareMeter[] = [];
  #pressure: ShareMeter | null = null;

  constructor(readText: ReadText = readFileText, clock: Clock = monotonicClock) {
    this.#readText = readText;
    this.#clock = clock;
  }

  /** Starts anew. */
  begin(): void {
    const folders = cgroupFolders('cpu', this.#text('/proc/self/cgroup'), this.#text('/proc/self/mountinfo'));
    const pressurePaths = [...folders.map((folder) => join(folder, 'cpu.pressure')), '/proc/pressure/cpu'];
    const pressurePath = pressurePaths.find((path) => parsePressureUs(this.#text(path)) !== null);
    this.#steal = new ShareMeter(() => this.#stealReading());
    this.#throttled = folders.map(
      (folder) => new ShareMeter(() => this.#timeReading(join(folder, 'cpu.stat'), parseThrottledUs)),
    );
    this.#pressure =
      pressurePath === undefined
        ? null
        : new ShareMeter(() => this.#timeReading(pressurePath, parsePressureUs));
  }

  /** To be called once a second: each call ends one of the intervals that the worst is taken of. */
  sample(): void {
    for (const meter of [this.#steal, ...this.#throttled, this.#pressure]) meter?.sample();
  }

  read(): SystemLoad {
    return {
      stealShare: this.#steal?.read() ?? null,
      throttledShare: largest(this.#throttled.map((meter) => meter.read())),
      cpuPressureShare: this.#pressure?.read() ?? null,
    };
  }

  #stealReading(): Reading | null {
    const ticks = parseProcStat(this.#text('/proc/stat'));
    return ticks === null ? null : { part: ticks.stealTicks, whole: ticks.totalTicks };
  }

  #timeReading(path: string, parseUs: (text: string) => number | null): Reading | null {
    const us = parseUs(this.#text(path));
    return us === null ? null : { part: us, whole: this.#clock.now() * 1000 };
  }

  #text(path: string): string {
    return this.#readText(path) ?? '';
  }
}

/** A quota may be set at any level of the hierarchy, and each counts only its own. */
function largest(shares: readonly (ShareSeen | null)[]): ShareSeen | null {
  return shares.reduce((most, each) => ((each?.mean ?? -1) > (most?.mean ?? -1) ? each : most), null);
}
