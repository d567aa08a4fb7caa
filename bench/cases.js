// What is measured. The rest of the benchmark reads this table; a new case is one entry here.

/**
 * @typedef {object} Case
 * @property {string} name         as in --cases
 * @property {string} title        its heading
 * @property {string} about        what is special about it, a sentence or two
 * @property {'instant'|'nginx'} server
 * @property {string} path         of the URL, from the server's root
 * @property {boolean} tls
 * @property {number} connections
 * @property {number} pipelining   requests in flight on each connection
 * @property {number} requestBytes of the body; 0 is a GET, everything else a POST
 * @property {number|null} ratePerS null is the closed model
 */

const plain = {
  server: 'instant',
  path: '/',
  tls: false,
  connections: 50,
  pipelining: 1,
  requestBytes: 0,
  ratePerS: null,
};

/** @type {readonly Case[]} */
export const cases = [
  {
    ...plain,
    name: 'keep-alive',
    title: 'Keep-alive, 50 connections',
    about: 'GET, an answer of 5 bytes.',
  },
  {
    ...plain,
    name: 'connections',
    title: 'Keep-alive, 1,000 connections',
    about: 'The same with 1,000 connections.',
    connections: 1000,
  },
  {
    ...plain,
    name: 'pipelining',
    title: 'Pipelining, 16 requests on each of 50 connections',
    about:
      'Up to 16 requests are in flight on each connection. The tools differ in when they send: wrk writes 16 requests ' +
      'at once and waits for all 16 answers.',
    pipelining: 16,
  },
  {
    ...plain,
    name: 'nginx',
    title: 'Keep-alive, 50 connections, nginx',
    about: 'As the first case, against a real server.',
    server: 'nginx',
  },
  {
    ...plain,
    name: 'tls',
    title: 'TLS, 50 keep-alive connections',
    about: 'HTTPS with one handshake for each connection. Certificates are not verified, by no tool.',
    tls: true,
  },
  {
    ...plain,
    name: 'post',
    title: 'POST with a body of 1 KiB, 50 connections',
    about: 'The server reads the body and throws it away.',
    requestBytes: 1024,
  },
  {
    ...plain,
    name: 'bodies',
    title: 'Answers of 100 kB, 50 connections',
    about:
      'GET of a file of 100,000 bytes. To send it costs the server more than it costs a fast generator to receive it, ' +
      'so compare the processor time.',
    server: 'nginx',
    path: '/100-kb',
  },
  {
    ...plain,
    name: 'open-model',
    title: 'Open model, 20,000 requests per second over 50 connections',
    about:
      'Throughput is given here, so times are compared. The tools don’t all measure the same time: the table says ' +
      'where each starts its clock.',
    ratePerS: 20_000,
  },
];
