import { isRunning } from '../../summary/detail.ts';
import type { MachineFacts } from '../../summary/fingerprint.ts';
import type { Result, WorkerHealth } from '../../summary/result.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatLatency,
  formatPercent,
  noNumber,
} from '../format.ts';
import { workerParts } from '../health-lines.ts';
import { pacingParts } from '../pacing-parts.ts';
import { processorParts } from '../processor-parts.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import { factList } from './fact-list.ts';
import type { Table } from './page.ts';
import type { SectionDraft } from './page-sections.ts';
import { generatorCharts } from './time-charts.ts';

/** What the load cost the machine that made it, and whether that was in its way. */
export function generatorSection(result: Result): SectionDraft {
  const { generator, trust } = result;
  const facts = factList({
    trust: [trust.level],
    generator: workerParts(generator),
    pacing: pacingParts(result),
    processors: processorParts(result),
    machine: machineParts(generator.machine),
  });
  return {
    id: 'generator',
    title: 'Generator',
    parts: [...facts, ...generatorCharts(result), workerTable(result)],
  };
}

function machineParts({
  cpuModel,
  cores,
  memoryBytes,
  platform,
  kernel,
  node,
  ...rest
}: MachineFacts): string[] {
  const { governor, cpuLimitCores, memoryLimitBytes } = rest;
  return [
    ...(cpuModel === null ? [] : [cpuModel]),
    `${formatCount(cores)} ${cores === 1 ? 'core' : 'cores'}`,
    ...(cpuLimitCores === null ? [] : [`limited to ${cpuLimitCores}`]),
    formatBytes(memoryBytes),
    ...(memoryLimitBytes === null ? [] : [`limited to ${formatBytes(memoryLimitBytes)}`]),
    ...(governor === null ? [] : [`governor ${governor}`]),
    platform,
    kernel,
    `Node ${node}`,
  ];
}

const workerColumns: readonly {
  readonly label: string;
  readonly of: (worker: WorkerHealth) => number | null;
  readonly format: (value: number) => string;
}[] = [
  { label: 'CPU time', of: ({ cpuMs }) => cpuMs, format: formatDuration },
  { label: 'event loop busy', of: (worker) => worker.eventLoopUtilization, format: formatPercent },
  { label: 'start lag p99', of: ({ startLagP99Us }) => startLagP99Us, format: formatLatency },
  { label: 'longest standstill', of: ({ longestGapMs }) => longestGapMs, format: formatDuration },
  { label: 'longest collection', of: ({ maxGcPauseMs }) => maxGcPauseMs, format: formatDuration },
  { label: 'waited for a processor', of: ({ runQueueWaitMs }) => runQueueWaitMs, format: formatDuration },
  { label: 'memory', of: ({ peakRssBytes }) => peakRssBytes, format: formatBytes },
  { label: 'sockets', of: ({ peakSockets }) => peakSockets, format: formatCount },
];

function workerTable({ generator: { workers }, completion }: Result): Table {
  // Until the end of the run none has finished.
  const stateOf = ({ state }: WorkerHealth): string =>
    isRunning(completion) && state === 'finished' ? 'running' : state;
  return {
    kind: 'table',
    id: 'workers',
    caption: 'Workers',
    columns: [
      numberColumn('worker'),
      textColumn('state'),
      ...workerColumns.map(({ label }) => numberColumn(label)),
    ],
    rows: workers.map((worker) => [
      numberCell(formatCount(worker.worker), worker.worker),
      textCell(stateOf(worker), worker.state === 'lost' ? 'bad' : 'neutral'),
      ...workerColumns.map(({ of, format }) => {
        const value = of(worker);
        return numberCell(value === null ? noNumber : format(value), value);
      }),
    ]),
  };
}
