/** The first group of a pattern. Throws when the text has no such place: then the output isn't what we know. */
export function capture(text, pattern, what) {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${what} in its output`);
  return found;
}

export function captureNumber(text, pattern, what) {
  const number = Number(capture(text, pattern, what).replaceAll(',', ''));
  if (!Number.isFinite(number)) throw new Error(`no number as ${what} in its output`);
  return number;
}

/** As wrk writes times: 380.00us, 1.05ms, 2.00s, 1.10m. */
export function timeUs(text) {
  const [, amount, unit] = /^([\d.]+)(us|µs|ms|s|m|h)$/.exec(text) ?? [];
  const perUnit = { us: 1, µs: 1, ms: 1e3, s: 1e6, m: 6e7, h: 3.6e9 }[unit];
  if (perUnit === undefined) throw new Error(`${text} is no time`);
  return Number(amount) * perUnit;
}

/** `12 timeouts`, for every count that isn't 0. */
export function errorList(counts) {
  return Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
}
