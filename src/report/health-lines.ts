import { assertNever } from '../base/assert.ts';
import type { GeneratorHealth, Trust, TrustLevel } from '../summary/result.ts';
import { wrap } from '../base/fit.ts';
import { formatCount, formatLatency, formatNumber } from './format.ts';
import { facts, field, fieldWidth } from './layout.ts';
import type { Paint, Palette } from './palette.ts';

/** What the load cost the machine that made it. */
export function generatorLines(generator: GeneratorHealth, palette: Palette): string[] {
  const busy = `event loop ${busyText(generator.workers.map((worker) => worker.eventLoopUtilization))} busy`;
  return facts('generator', [...workerParts(generator), busy], palette.dim);
}

/** `2 workers`, `CPU 8.93 µs per request`. */
export function workerParts({ workers, cpuPerRequestUs }: GeneratorHealth): string[] {
  return [
    `${formatCount(workers.length)} ${workers.length === 1 ? 'worker' : 'workers'}`,
    `CPU ${formatLatency(cpuPerRequestUs)} per request`,
  ];
}

/** Whether the numbers can be relied on; if not, every reason with what to do about it. */
export function trustLines(trust: Trust, palette: Palette): string[] {
  const lines = trust.reasons.flatMap(({ level, message, hint }) => [
    ...wrap(trust.level === level ? message : `${level}: ${message}`, fieldWidth),
    ...wrap(hint, fieldWidth - 2).map((line, index) => palette.dim(`${index === 0 ? '→' : ' '} ${line}`)),
  ]);
  return field('trust', [paintFor(trust.level, palette)(trust.level), ...lines], palette.dim);
}

function paintFor(level: TrustLevel, palette: Palette): Paint {
  switch (level) {
    case 'ok':
      return palette.green;
    case 'degraded':
      return palette.yellow;
    case 'invalid':
      return (text) => palette.bold(palette.red(text));
    default:
      return assertNever(level);
  }
}

function busyText(shares: readonly number[]): string {
  const [least = '', most = ''] = [Math.min(...shares), Math.max(...shares)].map((share) =>
    formatNumber(share * 100, 2),
  );
  return least === most ? `${most} %` : `${least}–${most} %`;
}
