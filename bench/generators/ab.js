import { join } from 'node:path';
import { captureNumber, errorList } from './capture.js';

/** More than any run sends: -t alone would stop at 50,000. */
const mostPerS = 500_000;

export const ab = {
  name: 'ab',
  versionArguments: ['-V'],
  readVersion: (text) => /Version (\S+)/.exec(text)?.[1],
  clock: 'request written to last byte read; it speaks HTTP/1.0 with keep-alive',

  cannot({ pipelining, ratePerS }) {
    if (ratePerS !== null) return 'it has no open model';
    return pipelining > 1 ? 'it has no pipelining' : undefined;
  },

  invoke({ url, connections, seconds, bodyFile, folder }) {
    const resultFile = join(folder, 'percentiles.csv');
    // The order matters: -t resets -n.
    const args = ['-q', '-k', '-c', connections, '-t', seconds, '-n', seconds * mostPerS, '-e', resultFile];
    if (bodyFile !== null) args.push('-p', bodyFile, '-T', 'text/plain');
    return { args: [...args, url], resultFile };
  },

  read({ stdout, result }) {
    const percentile = (percent) =>
      captureNumber(result, new RegExp(String.raw`^${percent},([\d.]+)$`, 'm'), `p${percent}`) * 1000;
    const count = (name) => Number(new RegExp(String.raw`^${name}:\s+(\d+)`, 'm').exec(stdout)?.[1] ?? 0);
    return {
      perS: captureNumber(stdout, /^Requests per second:\s+([\d.]+)/m, 'rate'),
      requests: captureNumber(stdout, /^Complete requests:\s+(\d+)/m, 'number of requests'),
      p50Us: percentile(50),
      p99Us: percentile(99),
      errors: errorList({
        failed: count('Failed requests'),
        'write errors': count('Write errors'),
        'responses that are no 2xx': count('Non-2xx responses'),
      }),
    };
  },
};
