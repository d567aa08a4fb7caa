/** What there is no number for. */
export const none = '–';

/** 127,012 */
export function whole(number) {
  return Math.round(number).toLocaleString('en');
}

/** Three digits: 0.934, 12.3, 1,230. */
export function short(number) {
  return number.toLocaleString('en', { maximumSignificantDigits: 3, minimumSignificantDigits: 2 });
}

/** 380 µs, 1.05 ms, 2.00 s; below what the tool can tell apart, `< 1 ms`. */
export function time(us, resolutionUs = 0) {
  if (us < resolutionUs) return `< ${time(resolutionUs)}`;
  if (us < 1000) return `${round(us)} µs`;
  return us < 1e6 ? `${round(us / 1000)} ms` : `${round(us / 1e6)} s`;
}

export function megabytes(bytes) {
  return `${whole(bytes / 1e6)} MB`;
}

export function percent(share) {
  return `${whole(share * 100)} %`;
}

/** 0.93, 11.2, 0.041 */
export function ratio(number) {
  return number < 10 ? number.toFixed(number < 0.1 ? 3 : 2) : number.toFixed(1);
}

/** `median (min–max)`, with one way to write each of them. */
export function spread(values, write) {
  return values === null ? none : `${write(values.median)} (${write(values.min)}–${write(values.max)})`;
}

export function medianOf(values, write) {
  return values === null ? none : write(values.median);
}

/** A table in Markdown; the first column holds words, the others numbers, unless `words` says otherwise. */
export function table(head, rows, words = [0]) {
  const rule = head.map((_, column) => (words.includes(column) ? '---' : '--:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function round(number) {
  return number < 10 ? number.toFixed(2) : number < 100 ? number.toFixed(1) : whole(number);
}
