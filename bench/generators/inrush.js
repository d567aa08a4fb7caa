import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** This checkout, as built. One worker: with its coordinator two processes on one core. */
export const inrush = {
  name: 'inrush',
  command: [process.execPath, main],
  versionArguments: ['--version'],
  readVersion: (text) => /([\d.]+\S*)/.exec(text)?.[1],
  clock: 'first byte written to last byte read (service time)',
  openClock: 'planned start to last byte read (response time)',
  cannot: () => undefined,

  invoke({ url, connections, pipelining, ratePerS, seconds, tls, bodyFile }) {
    const args = [url, '-c', connections, '-d', `${seconds}s`, '-w', 1, '-q', '-o', 'json'];
    if (pipelining > 1) args.push('-p', pipelining);
    if (ratePerS !== null) args.push('-R', ratePerS);
    if (tls) args.push('-k');
    if (bodyFile !== null) args.push('-m', 'POST', '-b', `@${bodyFile}`);
    return { args };
  },

  read({ stdout }) {
    const { accounting, throughput, latency, failures, completion, trust } = JSON.parse(stdout);
    const times = latency.responseTime ?? latency.serviceTime;
    const missed = accounting.planned - accounting.started;
    return {
      perS: throughput.answeredPerS,
      requests: accounting.ok,
      p50Us: times.all.p50Us,
      p99Us: times.all.p99Us,
      errors: [
        ...failures.map(({ count, reason }) => `${count} ${reason}`),
        ...(missed > 0 ? [`${missed} planned starts missed`] : []),
        ...(accounting.httpError > 0 ? [`${accounting.httpError} HTTP errors`] : []),
        ...(completion.state === 'complete' ? [] : completion.reasons),
        ...(accounting.balanced ? [] : ['its accounting does not balance']),
      ],
      notes: trust.level === 'ok' ? [] : trust.reasons.map(({ level, message }) => `${level}: ${message}`),
    };
  },
};
