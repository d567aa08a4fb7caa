import type { QueueKind } from './lindley.ts';

/**
 * The arrival rate at which the `quantile` (0 to 1) of the time from arrival to departure is `limitMs`, with one server that serves
 * `servedPerS` on average. For exponential service times the time is exponential with rate μ − λ. For constant ones the
 * wait has an exponential tail, P(W > t) ≈ (1 − ρ)/(λ d e^(θd) − 1) · e^(−θt) with λ(e^(θd) − 1) = θ (Cramér and Lundberg;
 * Asmussen, Applied Probability and Queues, XIII.5), which a busy queue reaches within a few service times.
 */
export function rateWithin(kind: QueueKind, servedPerS: number, quantile: number, limitMs: number): number {
  const share = 1 - quantile;
  if (kind === 'M/M/1') return servedPerS + (1000 * Math.log(share)) / limitMs;
  const serviceS = 1 / servedPerS;
  const isSlower = (ratePerS: number): boolean =>
    tailOfWait(ratePerS, serviceS, limitMs / 1000 - serviceS) > share;
  return boundary(isSlower, servedPerS / 2, servedPerS * 0.9999);
}

function tailOfWait(ratePerS: number, serviceS: number, waitS: number): number {
  // Above θ = 0 the difference is negative until the root, and positive from there on.
  const root = boundary((theta) => ratePerS * Math.expm1(theta * serviceS) > theta, 1e-6, 50 / serviceS);
  const slope = ratePerS * serviceS * Math.exp(root * serviceS) - 1;
  return ((1 - ratePerS * serviceS) / slope) * Math.exp(-root * waitS);
}

/** Where a condition begins to be true, between two values. */
function boundary(isTrue: (value: number) => boolean, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (isTrue(middle)) high = middle;
    else low = middle;
  }
  return low;
}
