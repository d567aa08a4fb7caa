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

/** `30s`, `1m30s`, `250ms`, `50µs`; a bare number is seconds. The value is in milliseconds. */
export function parseDurationMs(text: string): Parsed<number> {
  const compact = text.trim().replaceAll(/[µμ]s/g, 'us');
  const withUnit = /^\d+(\.\d+)?$/.test(compact) ? `${compact}s` : compact;
  if (!/^(\d+(\.\d+)?(us|ms|s|m|h))+$/.test(withUnit)) {
    return { ok: false, message: `"${text}" is not a duration such as 500ms, 30s or 1m30s` };
  }
  let totalMs = 0;
  for (const [, amount, unit] of withUnit.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)) {
    totalMs += Number(amount) * (durationUnits.get(unit ?? '') ?? 0);
  }
  // To the nanosecond: 1.005 × 1000 is below 1005.
  return { ok: true, value: Math.round(totalMs * 1e6) / 1e6 };
}

/** A whole number, `k` and `M` allowed: `10k` is 10,000. */
export function parseCount(text: string): Parsed<number> {
  const match = /^(\d+|\d{1,3}(?:[_,]\d{3})+)(\.\d+)?(k|m)?$/i.exec(text.trim());
  const [, whole = '', fraction = '', suffix] = match ?? [];
  const value = match === null ? NaN : shifted(whole.replaceAll(/[_,]/g, '') + fraction, suffix);
  return Number.isSafeInteger(value)
    ? { ok: true, value }
    : { ok: false, message: `"${text}" is not a whole number such as 500, 10k or 2M` };
}

/** A size with its unit: `500B`, `10MB`, `64KiB`. The value is in bytes. */
export function parseBytes(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]?)(i?)b$/i.exec(text.trim());
  const [, digits = '', prefix = '', binary] = match ?? [];
  const power = ['', 'k', 'm', 'g'].indexOf(prefix.toLowerCase());
  const value = binary === '' ? Number(`${digits}e${3 * power}`) : Number(digits) * 1024 ** power;
  return match !== null && Number.isSafeInteger(value)
    ? { ok: true, value }
    : { ok: false, message: `"${text}" is not a size such as 500B, 10MB or 64KiB` };
}

/** Arrivals per second: `5000`, `5k`, `100/s`, `90/m`. */
export function parseRatePerS(text: string): Parsed<number> {
  const match = /^(\d+(?:\.\d+)?)(k|m)?(?:\/(s|m|h))?$/i.exec(text.trim());
  if (match === null) {
    return { ok: false, message: `"${text}" is not a rate such as 5000, 5k, 100/s or 90/m` };
  }
  const perS = { s: 1, m: 60, h: 3600 }[match[3]?.toLowerCase() ?? 's'] ?? 1;
  return { ok: true, value: shifted(match[1] ?? '', match[2]) / perS };
}

/** Moves the decimal point as text, so that `1.001k` is 1,001 and not 1,000.9999. */
function shifted(digits: string, suffix: string | undefined): number {
  const exponent = { k: 3, m: 6 }[suffix?.toLowerCase() ?? ''] ?? 0;
  return Number(`${digits}e${exponent}`);
}

/** Histograms hold whole microseconds; everything else here counts in fractional milliseconds. */
export function msToUs(ms: number): number {
  return Math.round(ms * 1000);
}

/** See {@link msToUs}. */
export function usToMs(us: number): number {
  return us / 1000;
}
