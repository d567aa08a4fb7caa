/** It prints no p95: p90 and p97.5 are its neighbours. */
export const autocannon = {
  name: 'autocannon',
  generator: 'autocannon',
  rate: true,
  counts: true,
  clock: 'plan',
  cannot: () => undefined,
  invoke: (asked) => invocation(asked, []),
  read,
};

/** Without the samples that it makes up for requests that it could not send in time. */
export const autocannonUncorrected = {
  ...autocannon,
  name: 'autocannon -C',
  clock: 'write',
  cannot: ({ name }) => (/^stall-1$|^delay/.test(name) ? undefined : 'asked in stall-1 and the delays'),
  invoke: (asked) => invocation(asked, ['-C']),
};

function invocation({ url, connections, ratePerS, seconds, requests }, flags) {
  const args = ['-c', connections, ...(requests === null ? ['-d', seconds] : ['-a', requests]), '-n', '-j'];
  if (ratePerS !== null) args.push('-R', ratePerS);
  return { args: [...args, ...flags, url] };
}

function read({ stdout }) {
  const { latency, errors, non2xx, '2xx': ok } = JSON.parse(stdout);
  const time = (ms) => (latency.totalCount === 0 ? null : ms * 1000);
  return {
    p50Us: time(latency.p50),
    p95Us: null,
    p99Us: time(latency.p99),
    maxUs: time(latency.max),
    ok,
    // Its timeouts are among its errors.
    errors: errors + non2xx,
    said: [],
  };
}
