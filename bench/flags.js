import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { cases } from './cases.js';
import { generators } from './generators/registry.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const usage = `npm run bench -- [flags]

  --cases   NAME,…  of ${cases.map(({ name }) => name).join(', ')} [all]
  --tools   NAME,…  of ${generators.map(({ name }) => name).join(', ')} [all that are installed]
  --rounds  N       how often each tool is measured in each case [5]
  --seconds N       how long each time [5]
  --results FILE    the raw numbers [bench/results/latest.json]
  --out     FILE    the page made of them [docs/benchmarks.md]
`;

/**
 * @param {readonly string[]} args
 * @returns {{problems: string[], help: boolean, cases: import('./cases.js').Case[],
 *   generators: import('./generators/registry.js').Generator[], rounds: number, seconds: number, results: string,
 *   out: string}}
 */
export function parseFlags(args) {
  const problems = [];
  const values = valuesOf(args, problems);
  return {
    problems,
    help: values.help ?? false,
    cases: chosen('--cases', values.cases, cases, problems),
    generators: chosen('--tools', values.tools, generators, problems),
    rounds: wholeNumber('--rounds', values.rounds ?? '5', problems),
    seconds: wholeNumber('--seconds', values.seconds ?? '5', problems),
    results: values.results ?? here('results/latest.json'),
    out: values.out ?? here('../docs/benchmarks.md'),
  };
}

function valuesOf(args, problems) {
  const text = { type: 'string' };
  const options = { cases: text, tools: text, rounds: text, seconds: text, results: text, out: text };
  try {
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (error) {
    problems.push(error.message);
    return {};
  }
}

function chosen(flag, list, all, problems) {
  if (list === undefined) return [...all];
  const names = list.split(',');
  const unknown = names.filter((name) => all.every((one) => one.name !== name));
  if (unknown.length > 0) {
    problems.push(`${flag}: no ${unknown.join(', ')}; there is ${all.map(({ name }) => name).join(', ')}`);
  }
  return all.filter(({ name }) => names.includes(name));
}

/** 1 for what is none, and a problem. */
export function wholeNumber(flag, text, problems) {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  problems.push(`${flag} must be a whole number above 0, got ${text}`);
  return 1;
}
