import { assertNever } from '../base/assert.ts';
import type { Load, OpenLoad, Stage, VuStage } from '../scenario/load.ts';
import { formatCount, formatDuration, formatRate } from './format.ts';

const mostStages = 2;

/** A load in a few words: `5,000/s for 30 s`, `10,000 iterations by 50 VUs`. */
export function loadText(load: Load): string {
  switch (load.kind) {
    case 'constant-vus':
      return `${vus(load.vus)} for ${formatDuration(load.durationMs)}`;
    case 'shared-iterations': {
      const work = `${iterations(load.iterations)} by ${vus(load.vus)}`;
      return load.durationMs === null ? work : `${work}, at most ${formatDuration(load.durationMs)}`;
    }
    case 'ramping-vus':
      return vuRampText(load.startVus, load.stages);
    case 'per-vu-iterations': {
      const work = `${iterations(load.iterations)} by each of ${vus(load.vus)}`;
      return load.durationMs === null ? work : `${work}, at most ${formatDuration(load.durationMs)}`;
    }
    case 'constant-arrival-rate':
      return `${formatRate(load.ratePerS)}/s for ${formatDuration(load.durationMs)}${openDetails(load)}`;
    case 'ramping-arrival-rate':
      return `${rampText(load.startRatePerS, load.stages)}${openDetails(load)}`;
    default:
      return assertNever(load);
  }
}

function vuRampText(startVus: number, stages: readonly VuStage[]): string {
  if (stages.length > mostStages) {
    const totalMs = stages.reduce((sum, stage) => sum + stage.durationMs, 0);
    const end = vus(stages.at(-1)?.targetVus ?? startVus);
    return `${vus(startVus)} → … → ${end} in ${stages.length} stages over ${formatDuration(totalMs)}`;
  }
  const steps = stages.map(({ durationMs, targetVus }) =>
    durationMs === 0 ? `${vus(targetVus)} at once` : `${vus(targetVus)} in ${formatDuration(durationMs)}`,
  );
  return [vus(startVus), ...steps].join(' → ');
}

/** A long ramp is told by its ends. */
function rampText(startRatePerS: number, stages: readonly Stage[]): string {
  const start = `${formatRate(startRatePerS)}/s`;
  if (stages.length <= mostStages) return [start, ...stages.map(stageText)].join(' → ');
  const totalMs = stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  const end = `${formatRate(stages.at(-1)?.targetPerS ?? startRatePerS)}/s`;
  return `${start} → … → ${end} in ${stages.length} stages over ${formatDuration(totalMs)}`;
}

function stageText(stage: Stage): string {
  const target = `${formatRate(stage.targetPerS)}/s`;
  return stage.durationMs === 0 ? `${target} at once` : `${target} in ${formatDuration(stage.durationMs)}`;
}

function openDetails(load: OpenLoad): string {
  const arrival = load.arrival === 'poisson' ? ', Poisson arrivals' : '';
  const limit = load.iterations === null ? '' : `, at most ${iterations(load.iterations)}`;
  return arrival + limit;
}

function vus(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'VU' : 'VUs'}`;
}

function iterations(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'iteration' : 'iterations'}`;
}
