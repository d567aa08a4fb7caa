import { readWrk } from './wrk.js';

/**
 * Its own file name is `wrk` too: it has to be on the path as `wrk2`. It opens a connection every 5 ms, so short runs
 * miss the rate a little; after 10 s it forgets the times measured so far.
 */
export const wrk2 = {
  name: 'wrk2',
  versionArguments: ['-v'],
  readVersion: (text) => /^wrk (\S+)/.exec(text)?.[1],
  clock: 'planned start to last byte read',
  openClock: 'planned start to last byte read',
  cannot: ({ ratePerS }) => (ratePerS === null ? 'it has no closed model' : undefined),

  invoke({ url, connections, ratePerS, seconds }) {
    return { args: ['-t1', `-c${connections}`, `-d${seconds}s`, `-R${ratePerS}`, '--latency', url] };
  },

  read: ({ stdout }) => readWrk(stdout),
};
