/** What a report prints where there is no number. */
export const noNumber = '–';

type Unit = { readonly factor: number; readonly name: string };

const latencyUnits: readonly Unit[] = [
  { factor: 1, name: 'µs' },
  { factor: 1e3, name: 'ms' },
  { factor: 1e6, name: 's' },
];

const byteUnits: readonly Unit[] = [
  { factor: 1, name: 'B' },
  { factor: 1e3, name: 'kB' },
  { factor: 1e6, name: 'MB' },
  { factor: 1e9, name: 'GB' },
  { factor: 1e12, name: 'TB' },
];

const largeCountUnits: readonly Unit[] = [
  { factor: 1e6, name: 'M' },
  { factor: 1e9, name: 'G' },
];

/** Microseconds to three digits: `812 µs`, `1.24 ms`, `45.1 ms`, `2.05 s`. */
export function formatLatency(us: number): string {
  return formatScaled(us, latencyUnits);
}

/** Decimal units: `512 B`, `1.21 MB`. */
export function formatBytes(bytes: number): string {
  return formatScaled(bytes, byteUnits);
}

/** `1,837,020` */
export function formatCount(count: number): string {
  return withSeparators(String(count));
}

/** At most seven columns: `9,540`, `1.84 M`. */
export function formatShortCount(count: number): string {
  return count < 1e6 ? formatCount(count) : formatScaled(count, largeCountUnits);
}

/** Without `/s`, for headed columns: `61,234`, `19.8`, `5`. */
export function formatRate(perS: number): string {
  return formatNumber(perS);
}

/** A share of 1: `63.2 %`, `< 0.01 %`. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return noNumber;
  return share > 0 && share < 0.000_1 ? '< 0.01 %' : `${formatNumber(share * 100)} %`;
}

/** `41.2×` */
export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? `${formatSignificant(ratio, 3)}×` : noNumber;
}

/** Milliseconds as people say them: `250 ms`, `30 s`, `1 min 30 s`, `2 h`. */
export function formatDuration(ms: number): string {
  if (ms < 59_950) return ms < 999.5 ? `${formatNumber(ms)} ms` : `${formatNumber(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** To `digits` digits, whole part kept, without trailing zeros: `61,234`, `19.8`, `5`. */
export function formatNumber(value: number, digits = 3): string {
  return formatSignificant(value, digits).replace(/\.0+$|(\.\d*[1-9])0+$/, '$1');
}

function formatScaled(value: number, units: readonly Unit[]): string {
  if (!Number.isFinite(value)) return noNumber;
  const last = units.at(-1);
  for (const unit of units) {
    const scaled = value / unit.factor;
    if (Number(scaled.toPrecision(3)) >= 1000 && unit !== last) continue;
    const isExact = unit.factor === 1 && Number.isInteger(scaled);
    return `${isExact ? formatCount(scaled) : formatSignificant(scaled, 3)} ${unit.name}`;
  }
  return noNumber;
}

function formatSignificant(value: number, digits: number): string {
  if (!Number.isFinite(value)) return noNumber;
  // Rounded first: 9.996 has three digits as 10.0, not as 10.00.
  const rounded = Number(value.toPrecision(digits));
  const exponent = rounded === 0 ? digits - 1 : Math.floor(Math.log10(Math.abs(rounded)));
  return withSeparators(value.toFixed(Math.min(Math.max(digits - 1 - exponent, 0), 20)));
}

function withSeparators(digits: string): string {
  return digits.replace(/^-?\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','));
}
