/** What oha calls the requests that were open when the time was over. */
const cutOff = 'aborted due to deadline';

export const oha = {
  name: 'oha',
  versionArguments: ['--version'],
  readVersion: (text) => /^oha (\S+)/.exec(text)?.[1],
  clock: 'request written to last byte read, by hyper',
  openClock: 'planned start to last byte read, with its latency correction switched on',
  cannot: ({ pipelining }) => (pipelining > 1 ? 'it has no pipelining of HTTP/1.1' : undefined),

  invoke({ url, connections, ratePerS, seconds, tls, bodyFile }) {
    const args = ['-z', `${seconds}s`, '-c', connections, '--no-tui', '--output-format', 'json'];
    if (tls) args.push('--insecure');
    if (ratePerS !== null) args.push('-q', ratePerS, '--latency-correction');
    if (bodyFile !== null) args.push('-m', 'POST', '-D', bodyFile);
    return { args: [...args, url] };
  },

  read({ stdout }) {
    const { summary, latencyPercentiles, statusCodeDistribution, errorDistribution } = JSON.parse(stdout);
    const statuses = Object.entries(statusCodeDistribution);
    const requests = statuses.reduce((sum, [, count]) => sum + count, 0);
    const errors = Object.entries(errorDistribution).filter(([name]) => name !== cutOff);
    const badStatuses = statuses.filter(([status]) => !status.startsWith('2'));
    return {
      perS: requests / summary.total,
      requests,
      p50Us: latencyPercentiles.p50 * 1e6,
      p99Us: latencyPercentiles.p99 * 1e6,
      errors: [...errors, ...badStatuses].map(([what, count]) => `${count} times ${what}`),
    };
  },
};
