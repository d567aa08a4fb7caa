// What every tool is asked, and what the answer has to be. A new case is one entry here.
import { allFail, lostAnswers, oddSplit, ownStall, times, timesOfQueue } from './judge.js';

/**
 * @typedef {object} KnownCase
 * @property {string} name         as in --cases
 * @property {string} title        its heading
 * @property {string} about        what happens
 * @property {string} truth        what a tool has to print, in words
 * @property {'delay'|'lossy'|'queue'|'failing'|'nothing'} server  how it behaves, see servers/behaved.js
 * @property {number} [serverMs]   of a delay, or of each request in a queue
 * @property {'times'|'counts'|'exit'} shows  columns of its table
 * @property {Load} load
 * @property {Pause} [pause]
 * @property {Readonly<Record<string, {truthUs: number, offUs: number}>>} [figures]  by their key in what is printed
 * @property {import('./judge.js').Judge} judge
 *
 * @typedef {object} Load
 * @property {number} connections
 * @property {number|null} ratePerS  a tool without a rate sends as fast as it is answered
 * @property {number} seconds
 * @property {number|null} requests  how many in all; a tool that can count takes this for the seconds
 *
 * @typedef {object} Pause         a process that is stopped (SIGSTOP) and goes on (SIGCONT)
 * @property {'server'|'tool'} who
 * @property {number} afterMs      from the first request that is measured
 * @property {number} forMs
 */

const stall = {
  shows: 'times',
  server: 'delay',
  serverMs: 0,
  pause: { who: 'server', afterMs: 8000, forMs: 2000 },
  truth:
    'Starts are planned every 5 ms and the answer takes no time but in those 2 s. So the response time, from the planned ' +
    'start to the last byte, is longer than x for (2 s − x) ÷ 20 s of all: p50 below 20 ms, p95 1.0 s ± 150 ms, ' +
    'p99 1.8 s ± 100 ms, maximum 2.0 s ± 100 ms.',
  figures: {
    p50Us: { truthUs: 0, offUs: 20_000 },
    p95Us: { truthUs: 1_000_000, offUs: 150_000 },
    p99Us: { truthUs: 1_800_000, offUs: 100_000 },
    maxUs: { truthUs: 2_000_000, offUs: 100_000 },
  },
  judge: times({ needsRate: true }),
};

const hundredMs = { truthUs: 100_000, offUs: 15_000 };
const delay = {
  shows: 'times',
  server: 'delay',
  serverMs: 100,
  figures: { p50Us: hundredMs, p95Us: hundredMs },
  judge: times({ needsRate: false }),
};

const counted = { ratePerS: null, seconds: 1 };

/** @type {readonly KnownCase[]} */
export const knownCases = [
  {
    ...stall,
    name: 'stall-1',
    title: 'A stall, 1 connection',
    about: '200 requests a second for 20 s, so 4,000 are planned. After 8 s the server is stopped for 2 s.',
    load: { connections: 1, ratePerS: 200, seconds: 20, requests: null },
  },
  {
    ...stall,
    name: 'stall-100',
    title: 'A stall, 100 connections',
    about: 'The same, over 100 connections.',
    load: { connections: 100, ratePerS: 200, seconds: 20, requests: null },
  },
  {
    ...delay,
    name: 'delay-1',
    truth:
      'p50 and p95 are 100 ms, each ± 15 ms. There are 25 samples: p99 would be the maximum, and isn’t judged.',
    title: 'A constant delay, 1 connection',
    about: 'The server answers each request after 100 ms. 5 requests a second for 5 s, over one connection.',
    load: { connections: 1, ratePerS: 5, seconds: 5, requests: null },
  },
  {
    ...delay,
    name: 'delay-50',
    truth:
      'p50 and p95 are 100 ms, each ± 15 ms. The first request of each connection has to open it, which is 1 of 40: p99 and ' +
      'the maximum aren’t judged.',
    title: 'A constant delay, 50 connections',
    about: 'The same with 200 requests a second for 10 s, over 50 connections.',
    load: { connections: 50, ratePerS: 200, seconds: 10, requests: null },
  },
  {
    name: 'overload',
    shows: 'times',
    title: 'Overload',
    about:
      '200 requests a second for 4 s, so 800 are planned, over 10 connections, to a server that works on one request at a time, for 10 ms: ' +
      'it gives 100 a second.',
    truth:
      'The queue grows by 100 requests a second. Answer number k comes after k × 10 ms and was due after k × 5 ms: its ' +
      'response time is k × 5 ms. How many answers there are depends on what a tool does with the queue at the end. With n ' +
      'of them p50 is n × 2.5 ms, p99 n × 4.95 ms and the maximum n × 5 ms, each ± 10 %.',
    server: 'queue',
    serverMs: 10,
    load: { connections: 10, ratePerS: 200, seconds: 4, requests: null },
    judge: timesOfQueue({ stepUs: 5000, share: 0.1 }),
  },
  {
    name: 'own-stall',
    shows: 'times',
    title: 'The tool itself is stopped',
    about:
      '200 requests a second for 5 s, so 1,000 are planned, over 10 connections, to a server that answers at once. After 2 s all processes of the ' +
      'tool are stopped for 0.5 s.',
    truth:
      'The server was never slow. 100 planned starts were late, by up to 0.5 s. From the planned start p99 is 0.45 s; from ' +
      'the write it is next to nothing. Either may be printed, if the tool says that it was late itself.',
    server: 'delay',
    serverMs: 0,
    pause: { who: 'tool', afterMs: 2000, forMs: 500 },
    load: { connections: 10, ratePerS: 200, seconds: 5, requests: null },
    judge: ownStall({ fromPlanUs: 300_000 }),
  },
  {
    name: 'lost',
    shows: 'counts',
    title: 'Lost answers',
    about:
      '100 requests over 10 connections, to a server that answers the first request of each connection, and closes it at ' +
      'the second without a word.',
    truth:
      'Every request that the server read was answered or lost, and it counted both. The tool’s successes and its errors ' +
      'are the same two numbers. A tool that runs for a time, and not for a number of requests, may be off by 1 %, ' +
      'for what was in flight at its end.',
    server: 'lossy',
    load: { ...counted, seconds: 5, connections: 10, requests: 100 },
    judge: lostAnswers,
  },
  {
    name: 'split-10',
    shows: 'counts',
    title: 'Odd splits, 10 over 3',
    about: '10 requests over 3 connections.',
    truth: 'The server counts 10, and the tool says 10.',
    server: 'delay',
    serverMs: 0,
    load: { ...counted, connections: 3, requests: 10 },
    judge: oddSplit,
  },
  {
    name: 'split-1000',
    shows: 'counts',
    title: 'Odd splits, 1,000 over 7',
    about: '1,000 requests over 7 connections.',
    truth: 'The server counts 1,000, and the tool says 1,000.',
    server: 'delay',
    serverMs: 0,
    load: { ...counted, connections: 7, requests: 1000 },
    judge: oddSplit,
  },
  {
    name: 'refused',
    shows: 'exit',
    title: 'Nobody listens',
    about: '100 requests over 10 connections, to a port that nobody listens on.',
    truth: 'Nothing succeeds. The tool says so, and its exit code isn’t 0, so that a script sees it, too.',
    server: 'nothing',
    load: { ...counted, connections: 10, requests: 100 },
    judge: allFail,
  },
  {
    name: 'all-500',
    shows: 'exit',
    title: 'Every answer is a 500',
    about: '100 requests over 10 connections, each answered with the status 500.',
    truth: 'Nothing succeeds. The tool says so, and its exit code isn’t 0, so that a script sees it, too.',
    server: 'failing',
    load: { ...counted, connections: 10, requests: 100 },
    judge: allFail,
  },
];
