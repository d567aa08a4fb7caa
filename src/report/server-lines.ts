import { coresLike, coresText } from '../summary/cores-text.ts';
import type { Result, ServerEnd, ServerUsage } from '../summary/result.ts';
import { serverFindings } from '../summary/server-finding.ts';
import { clip, flow, wrap } from '../base/fit.ts';
import { formatBytes, formatCount, formatDuration, formatLatency } from './format.ts';
import { field, fieldWidth } from './layout.ts';
import type { Palette } from './palette.ts';

/** In the result there are more. */
const mostLines = 10;

/** The server under test: what it took, what that says, and how it ended by itself; nothing without one. */
export function serverLines(result: Result, palette: Palette): string[] {
  const { server } = result;
  if (server === null) return [];
  const findings = serverFindings(result).flatMap(({ sentence, hint }) => [
    ...wrap(sentence, fieldWidth).map((line) => palette.yellow(line)),
    ...wrap(hint ?? '', fieldWidth - 2)
      .filter((line) => line !== '')
      .map((line, index) => palette.dim(`${index === 0 ? '→' : ' '} ${line}`)),
  ]);
  return field(
    'server',
    [...flow(serverParts(server), ' · ', fieldWidth), ...endLines(server.ended, palette), ...findings],
    palette.dim,
  );
}

/** `98 % of one core (peak 131 %)`, `84.0 MB`, `3 processes`. */
export function serverParts({ cpu, memory, peakProcesses, readyMs }: ServerUsage): string[] {
  const perRequestUs = cpu?.perRequestUs ?? null;
  return [
    cpu === null
      ? 'processor time not known here'
      : `${coresText(cpu.meanCores)} (peak ${coresLike(cpu.meanCores, cpu.peakCores)})`,
    ...(perRequestUs === null ? [] : [`CPU ${formatLatency(perRequestUs)} per request`]),
    ...(memory === null ? [] : [formatBytes(memory.peakBytes)]),
    ...(peakProcesses === null || peakProcesses === 1 ? [] : [`${formatCount(peakProcesses)} processes`]),
    `ready after ${formatDuration(readyMs)}`,
  ];
}

/** `ended by itself after 12.4 s: exit code 7`; null when it lived. */
export function endText(ended: ServerEnd | null): string | null {
  if (ended === null) return null;
  const how = ended.signal ?? `exit code ${ended.exitCode}`;
  const when = ended.atMs < 0 ? 'before the load' : `after ${formatDuration(ended.atMs)}`;
  return `ended by itself ${when}: ${how}`;
}

/** The last that it wrote, as much of it as a report shows. */
export function lastLines(ended: ServerEnd | null): readonly string[] {
  return ended?.lastLines.slice(-mostLines) ?? [];
}

/** {@link endText}, and {@link lastLines} under it; nothing of one that lived. */
export function endLines(ended: ServerEnd | null, palette: Palette): string[] {
  const text = endText(ended);
  if (text === null) return [];
  const lines = lastLines(ended);
  return [
    palette.red(clip(text, fieldWidth)),
    ...(lines.length === 0 ? ['it wrote nothing'] : ['the last that it wrote:']),
    ...lines.map((line) => palette.dim(`  ${clip(line, fieldWidth - 2)}`)),
  ];
}
