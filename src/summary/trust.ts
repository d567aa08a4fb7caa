import type { Result, Trust, TrustReason } from './result.ts';

type Judged = Omit<Result, 'trust'>;

/** Whether the numbers can be believed, from the generator's own signals: limits and meanings in docs/measuring.md. */
export function judgeTrust(result: Judged): Trust {
  const reasons = [
    accountingReason(result),
    lagReason(result),
    missedReason(result),
    localErrorReason(result),
    gcReason(result),
    ceilingReason(result),
    littleReason(result),
    partialReason(result),
  ].filter((reason) => reason !== null);
  const isInvalid = reasons.some(({ level }) => level === 'invalid');
  return { level: isInvalid ? 'invalid' : reasons.length > 0 ? 'degraded' : 'ok', reasons };
}

function accountingReason({ accounting }: Judged): TrustReason | null {
  if (accounting.balanced) return null;
  const message = 'the accounting does not balance: requests were lost or counted twice';
  return {
    level: 'invalid',
    message,
    hint: 'this is a bug in inrush: please report it with the JSON result',
  };
}

function lagReason({ latency }: Judged): TrustReason | null {
  // With too few starts for a p99, one late start is more than 1 % of them.
  const lagUs = latency.startLag?.p99Us ?? latency.startLag?.maxUs ?? null;
  const responseUs = latency.responseTime?.all.p50Us ?? null;
  if (lagUs === null || responseUs === null) return null;
  const isLate = lagUs > 1000 || (lagUs > 0.05 * responseUs && lagUs > 200);
  if (!isLate) return null;
  const message = `1 % of the starts were at least ${ms(lagUs)} late: response times contain our own delay`;
  const hint = 'give the generator a core of its own, add workers (-w) or lower the rate';
  return { level: lagUs > 10_000 ? 'invalid' : 'degraded', message, hint };
}

/** Only what we caused: a full queue says that the target, or the connections, were too few. */
function missedReason({ accounting }: Judged): TrustReason | null {
  const { lag } = accounting.missed;
  if (lag === 0) return null;
  const message = `${lag} planned starts were never reached`;
  const isMany = lag > 0.01 * accounting.planned;
  return { level: isMany ? 'invalid' : 'degraded', message, hint: 'add workers (-w) or lower the rate' };
}

function localErrorReason({ failures, accounting }: Judged): TrustReason | null {
  const local = failures.filter(({ reason }) => reason === 'fd-limit' || reason === 'port-exhausted');
  const count = local.reduce((sum, failure) => sum + failure.count, 0);
  if (count === 0) return null;
  const names = local.map(({ reason }) => reason).join(', ');
  const message = `${count} requests failed on this machine, not at the target: ${names}`;
  const hint = 'lower -c, keep connections alive, or add source addresses with --local-address';
  return { level: count > 0.001 * accounting.started ? 'invalid' : 'degraded', message, hint };
}

function gcReason({ generator }: Judged): TrustReason | null {
  const pauseMs = Math.max(0, ...generator.workers.map((worker) => worker.maxGcPauseMs));
  if (pauseMs <= 10) return null;
  const message = `garbage collection stopped a worker for ${pauseMs.toFixed(0)} ms`;
  return {
    level: pauseMs > 100 ? 'invalid' : 'degraded',
    message,
    hint: 'add workers (-w) so that each holds less',
  };
}

/** A closed model at full speed is not wrong, but its throughput is ours and not the target's. */
function ceilingReason({ load, generator, wallMs }: Judged): TrustReason | null {
  if (load.model === 'open' || wallMs < 1000) return null;
  const busiest = Math.max(0, ...generator.workers.map((worker) => worker.eventLoopUtilization));
  if (busiest < 0.95) return null;
  const message = 'the generator was the limit: a worker used its whole core';
  return { level: 'degraded', message, hint: 'add workers (-w) to learn what the target can do' };
}

function littleReason({ littlesLaw, accounting, wallMs }: Judged): TrustReason | null {
  if (accounting.started < 1000 || wallMs < 1000 || littlesLaw.residual <= 0.05) return null;
  const percent = (littlesLaw.residual * 100).toFixed(0);
  const message = `requests in flight and latency disagree by ${percent} % (Little's law)`;
  const hint = 'a clock or a process was stopped during the run: repeat it on a quiet machine';
  return { level: littlesLaw.residual > 0.15 ? 'invalid' : 'degraded', message, hint };
}

function partialReason({ completion }: Judged): TrustReason | null {
  if (completion.state === 'complete' || !completion.reasons.some((reason) => reason.startsWith('worker'))) {
    return null;
  }
  const message = 'a worker was lost: its share of the load is missing';
  return { level: 'invalid', message, hint: 'see the reasons of the partial result, then repeat the run' };
}

function ms(us: number): string {
  return `${(us / 1000).toFixed(1)} ms`;
}
