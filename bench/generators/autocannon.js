import { errorList } from './capture.js';

export const autocannon = {
  name: 'autocannon',
  versionArguments: ['--version'],
  readVersion: (text) => /autocannon v(\S+)/.exec(text)?.[1],
  clock: 'request written to last byte read, in whole ms',
  openClock:
    'request written to last byte read, in whole ms, with samples made up for requests that it could not send in time',
  resolutionUs: 1000,
  cannot: () => undefined,

  invoke({ url, connections, pipelining, ratePerS, seconds, bodyFile }) {
    const args = ['-c', connections, '-d', seconds, '-n', '-j'];
    if (pipelining > 1) args.push('-p', pipelining);
    if (ratePerS !== null) args.push('-R', ratePerS);
    if (bodyFile !== null) args.push('-m', 'POST', '-i', bodyFile);
    return { args: [...args, url] };
  },

  read({ stdout }) {
    const report = JSON.parse(stdout);
    return {
      perS: report.requests.average,
      requests: report['2xx'],
      p50Us: report.latency.p50 * 1000,
      p99Us: report.latency.p99 * 1000,
      errors: errorList({
        errors: report.errors,
        timeouts: report.timeouts,
        'responses that are no 2xx': report.non2xx,
        resets: report.resets,
      }),
    };
  },
};
