export const inrush = {
  name: 'inrush',
  generator: 'inrush',
  rate: true,
  counts: true,
  clock: 'plan',
  cannot: () => undefined,

  /** As many workers as a small count of connections has, so that a split has something to split. */
  invoke({ url, connections, ratePerS, seconds, requests }) {
    const workers = requests === null ? 1 : Math.min(3, connections);
    const args = [url, '-c', connections, '-w', workers, '-q', '-o', 'json'];
    args.push(...(requests === null ? ['-d', `${seconds}s`] : ['-n', requests]));
    if (ratePerS !== null) args.push('-R', ratePerS);
    return { args };
  },

  read({ stdout }) {
    const { accounting, latency, completion, trust } = JSON.parse(stdout);
    const { p50Us, p95Us, p99Us, maxUs } = (latency.responseTime ?? latency.serviceTime).all;
    return {
      p50Us,
      p95Us,
      p99Us,
      maxUs,
      ok: accounting.ok,
      errors: accounting.started - accounting.ok,
      said: [
        ...(completion.reasons ?? []),
        ...trust.reasons.map(({ level, message }) => `${level}: ${message}`),
      ],
    };
  },
};
