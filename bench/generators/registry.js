// All load generators that the benchmark knows. A new one is one file beside this one and one line here.
import { ab } from './ab.js';
import { autocannon } from './autocannon.js';
import { bombardier } from './bombardier.js';
import { h2load } from './h2load.js';
import { hey } from './hey.js';
import { inrush } from './inrush.js';
import { k6 } from './k6.js';
import { oha } from './oha.js';
import { vegeta } from './vegeta.js';
import { wrk } from './wrk.js';
import { wrk2 } from './wrk2.js';

/**
 * @typedef {object} Generator
 * @property {string} name
 * @property {readonly string[]} [command]  how it is started, when that isn't its name as found by find-tool.js
 * @property {readonly string[]} versionArguments
 * @property {(text: string) => string|undefined} readVersion
 * @property {string} clock        what the times in its output are, in a few words, by the closed model
 * @property {string} [openClock]  the same by the open model; without it there is no open model
 * @property {number} [resolutionUs]  of the times it prints, when that is coarser than what is measured
 * @property {(one: import('../cases.js').Case) => string|undefined} cannot  why it is left out of a case
 * @property {(run: Run) => Invocation} invoke
 * @property {(output: {stdout: string, result: string}, run: Run) => Outcome} read  throws on output it can't read
 *
 * @typedef {object} Run
 * @property {string} url
 * @property {number} connections
 * @property {number} pipelining
 * @property {number|null} ratePerS
 * @property {number} seconds
 * @property {number} limitMs        after which it is ended
 * @property {boolean} tls
 * @property {string|null} bodyFile  the body to POST; null is a GET
 * @property {string} folder         for whatever it writes
 *
 * @typedef {object} Invocation
 * @property {readonly (string|number)[]} args
 * @property {Readonly<Record<string, string>>} [files]  written into the run's folder before the start
 * @property {string} [resultFile]   whose text becomes `result`
 * @property {readonly string[]} [render]  arguments of a second, unmeasured start whose stdout becomes `result`
 * @property {Readonly<Record<string, string>>} [environment]
 *
 * @typedef {object} Outcome
 * @property {number} perS
 * @property {number} requests       answered
 * @property {number|null} p50Us
 * @property {number|null} p99Us
 * @property {readonly string[]} errors  any makes the run a failed one
 * @property {readonly string[]} [notes] what the reader should know of it
 */

/** @type {readonly Generator[]} */
export const generators = [inrush, wrk, wrk2, h2load, ab, bombardier, oha, hey, vegeta, k6, autocannon];
