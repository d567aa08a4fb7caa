// The tools that are asked, each in its best documented mode. A new one is one file beside this one and one line here.
import { ab } from './ab.js';
import { autocannon, autocannonUncorrected } from './autocannon.js';
import { h2load } from './h2load.js';
import { hey } from './hey.js';
import { inrush } from './inrush.js';
import { k6, k6Threshold, k6ManyVus } from './k6.js';
import { oha, ohaCorrected } from './oha.js';
import { vegeta } from './vegeta.js';
import { wrk } from './wrk.js';
import { wrk2 } from './wrk2.js';

/**
 * @typedef {object} KnownTool
 * @property {string} name        a mode of a generator has the flag in its name
 * @property {string} generator   the name in generators/registry.js, which knows how to find it
 * @property {boolean} rate       it can send at a rate
 * @property {boolean} counts     it can send a number of requests
 * @property {'plan'|'write'} clock  where its times begin: at the planned start, or when the request is sent
 * @property {number} [resolutionUs]  of its times, where that isn't the generator's
 * @property {(load: Asked) => number} [warmupS]  what it throws away before it measures
 * @property {(one: import('../cases.js').KnownCase) => string|undefined} cannot  why it is left out of a case
 * @property {(asked: Asked) => import('../../generators/registry.js').Invocation} invoke
 * @property {(output: {stdout: string, stderr: string, result: string}) => Printed} read  throws on what it doesn't know
 *
 * @typedef {import('../cases.js').Load & {url: string, folder: string}} Asked
 *
 * @typedef {object} Printed    null is not printed
 * @property {number|null} p50Us
 * @property {number|null} p95Us
 * @property {number|null} p99Us
 * @property {number|null} maxUs
 * @property {number} ok        requests that it counts as answered well
 * @property {number} errors    requests that it counts as failed, bad statuses among them
 * @property {readonly string[]} said  what it said beyond its numbers, on how far they can be relied on
 */

/** @type {readonly KnownTool[]} */
export const knownTools = [
  inrush,
  wrk2,
  oha,
  ohaCorrected,
  vegeta,
  k6,
  k6ManyVus,
  k6Threshold,
  autocannon,
  autocannonUncorrected,
  h2load,
  hey,
  wrk,
  ab,
];
