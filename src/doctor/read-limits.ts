import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { type Limits, linuxLimits, macLimits, macSettings, noLimits } from '../machine/limits.ts';
import { type ReadText, readFileText } from '../machine/read-text.ts';
import type { Processors } from './doctor-report.ts';

/** Asks this system, whichever it is. */
export function readLimits(): Limits {
  switch (process.platform) {
    case 'linux':
      return linuxLimits(readFileText);
    case 'darwin':
      return macLimits(askSysctl(macSettings));
    default:
      return noLimits;
  }
}

export function readProcessors(readText: ReadText = readFileText): Processors {
  const [load1m = 0] = loadavg();
  return {
    online: cpus().length,
    allowed: /^Cpus_allowed_list:\s*(\S+)/m.exec(readText('/proc/self/status') ?? '')?.[1] ?? null,
    smt: parseSwitch(readText('/sys/devices/system/cpu/smt/active')),
    // Windows has none, and Node says 0.
    load1m: process.platform === 'win32' ? null : load1m,
  };
}

/** What the kernel takes the time from; null where it doesn't say. */
export function readClockSource(readText: ReadText = readFileText): string | null {
  const text = readText('/sys/devices/system/clocksource/clocksource0/current_clocksource')?.trim() ?? '';
  return text === '' ? null : text;
}

function parseSwitch(text: string | null): boolean | null {
  const word = text?.trim();
  return word === '1' ? true : word === '0' ? false : null;
}

/** It prints what it knows, complains of the rest on stderr, and then fails. */
function askSysctl(names: readonly string[]): string {
  try {
    return execFileSync('/usr/sbin/sysctl', names, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 2000,
    });
  } catch (error) {
    return typeof error === 'object' && error !== null && 'stdout' in error ? String(error.stdout) : '';
  }
}
