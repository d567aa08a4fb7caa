import type { Result } from '../summary/result.ts';
import { type Family, family, type LabelledRun, one } from './prometheus-family.ts';

const gauges: readonly (readonly [name: string, help: string, of: (result: Result) => number | null])[] = [
  [
    'server_cpu_cores',
    'Processors in use by the server under test over the measured part.',
    ({ server }) => server?.cpu?.meanCores ?? null,
  ],
  ['server_cpu_cores_peak', 'The same in its worst second.', ({ server }) => server?.cpu?.peakCores ?? null],
  [
    'server_cpu_seconds_per_request',
    'Processor time of the server under test for each answer.',
    ({ server }) => seconds(server?.cpu?.perRequestUs ?? null),
  ],
  [
    'server_resident_bytes_peak',
    'Resident memory of all processes of the server under test, at most.',
    ({ server }) => server?.memory?.peakBytes ?? null,
  ],
  [
    'server_processes_peak',
    'Processes of the server under test, at most.',
    ({ server }) => server?.peakProcesses ?? null,
  ],
  [
    'server_ready_seconds',
    'From the start of the server under test until it answered.',
    ({ server }) => (server === null ? null : server.readyMs / 1000),
  ],
  [
    'server_ended',
    'Whether the server under test ended by itself.',
    ({ server }) => (server === null ? null : Number(server.ended !== null)),
  ],
];

/** What the server under test took; nothing of a run without one. */
export function serverFamilies(runs: readonly LabelledRun[]): Family[] {
  return gauges.map(([name, help, of]) =>
    family('gauge', name, help, runs, (run) => one(run, of(run.result))),
  );
}

function seconds(us: number | null): number | null {
  return us === null ? null : us / 1e6;
}
