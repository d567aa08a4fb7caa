/** What it calls the requests that were open when the time was over: neither answered nor failed. */
const cutOff = 'aborted due to deadline';

export const oha = {
  name: 'oha',
  generator: 'oha',
  rate: true,
  counts: true,
  clock: 'write',
  cannot: () => undefined,
  invoke: (asked) => invocation(asked, []),
  read,
};

export const ohaCorrected = {
  ...oha,
  name: 'oha --latency-correction',
  clock: 'plan',
  cannot: ({ load }) => (load.ratePerS === null ? 'there is no rate' : undefined),
  invoke: (asked) => invocation(asked, ['--latency-correction']),
};

function invocation({ url, connections, ratePerS, seconds, requests }, flags) {
  const args = requests === null ? ['-z', `${seconds}s`] : ['-n', requests];
  args.push('-c', connections, '--no-tui', '--output-format', 'json');
  if (ratePerS !== null) args.push('-q', ratePerS);
  return { args: [...args, ...flags, url] };
}

function read({ stdout }) {
  const { summary, latencyPercentiles, statusCodeDistribution, errorDistribution } = JSON.parse(stdout);
  const statuses = Object.entries(statusCodeDistribution);
  const ok = sum(statuses.filter(([status]) => status.startsWith('2')));
  const failures = Object.entries(errorDistribution).filter(([message]) => message !== cutOff);
  return {
    p50Us: us(latencyPercentiles.p50),
    p95Us: us(latencyPercentiles.p95),
    p99Us: us(latencyPercentiles.p99),
    maxUs: us(summary.slowest),
    ok,
    errors: sum(statuses) - ok + sum(failures),
    said: [],
  };
}

function sum(counts) {
  return counts.reduce((total, [, count]) => total + count, 0);
}

function us(seconds) {
  return seconds === null ? null : seconds * 1e6;
}
