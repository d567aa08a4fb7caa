/** A quantity read from text, or why it can't be. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const durationUnits = new Map([
  ['us', 0.001],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** `30s`, `1m30s`, `250ms`; a bare number is seconds. The value is in milliseconds. */
export function parseDurationMs(text: string): Parsed<number> {
  const compact = text.trim();
  if (/^\d+(\.\d+)?$/.test(compact)) return { ok: true, value: Number(compact) * 1000 };
  if (!/^(\d+(\.\d+)?(us|ms|s|m|h))+$/.test(compact)) {
    return { ok: false, message: `"${text}" is not a duration such as 500ms, 30s or 1m30s` };
  }
  let totalMs = 0;
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)) {
    totalMs += Number(amount) * (durationUnits.get(unit ?? '') ?? 0);
  }
  return { ok: true, value: totalMs };
}

/** A whole number, `k` and `M` allowed: `10k` is 10,000. */
export function parseCount(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?)(k|m)?$/i.exec(text.trim().replaceAll(/[_,]/g, ''));
  const factor = { k: 1e3, m: 1e6 }[match?.[2]?.toLowerCase() ?? ''] ?? 1;
  const value = Math.round(Number(match?.[1]) * factor * 1e6) / 1e6;
  return Number.isSafeInteger(value)
    ? { ok: true, value }
    : { ok: false, message: `"${text}" is not a whole number such as 500, 10k or 2M` };
}

/** Arrivals per second: `5000`, `5k`, `100/s`, `90/m`. */
export function parseRatePerS(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?)(k|m)?(?:\/(s|m|h))?$/i.exec(text.trim());
  if (match === null) {
    return { ok: false, message: `"${text}" is not a rate such as 5000, 5k, 100/s or 90/m` };
  }
  const factor = { k: 1e3, m: 1e6 }[match[2]?.toLowerCase() ?? ''] ?? 1;
  const perS = { s: 1, m: 60, h: 3600 }[match[3]?.toLowerCase() ?? 's'] ?? 1;
  return { ok: true, value: (Number(match[1]) * factor) / perS };
}

/** Histograms hold whole microseconds; everything else here counts in fractional milliseconds. */
export function msToUs(ms: number): number {
  return Math.round(ms * 1000);
}

/** See {@link msToUs}. */
export function usToMs(us: number): number {
  return us / 1000;
}
