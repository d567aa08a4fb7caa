import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { wholeNumber } from '../flags.js';
import { knownCases } from './cases.js';
import { knownTools } from './tools/registry.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const names = (list) => list.map(({ name }) => name).join(', ');
const generatorNames = [...new Set(knownTools.map(({ generator }) => generator))];

export const usage = `npm run known-answers -- [flags]

  --cases     NAME,…  of ${names(knownCases)} [all]
  --tools     NAME,…  of ${generatorNames.join(', ')} [all that are installed]
  --attempts  N       how often a run is tried until nothing else uses the machine; the quietest counts [3]
  --page-only         no runs, only the page of the runs that are there
  --results   FILE    what was seen; runs that are there already are replaced one by one [bench/results/known-answers.json]
  --out       FILE    the page made of it [docs/known-answers.md]
`;

/**
 * A tool's name means all its modes.
 *
 * @param {readonly string[]} args
 */
export function parseKnownFlags(args) {
  const problems = [];
  const values = valuesOf(args, problems);
  const cases = chosen('--cases', values.cases, names(knownCases).split(', '), problems);
  const tools = chosen('--tools', values.tools, generatorNames, problems);
  return {
    problems,
    help: values.help ?? false,
    attempts: wholeNumber('--attempts', values.attempts ?? '3', problems),
    pageOnly: values['page-only'] ?? false,
    cases: knownCases.filter(({ name }) => cases.includes(name)),
    tools: knownTools.filter(({ generator }) => tools.includes(generator)),
    results: values.results ?? here('../results/known-answers.json'),
    out: values.out ?? here('../../docs/known-answers.md'),
  };
}

function valuesOf(args, problems) {
  const text = { type: 'string' };
  const switched = { 'page-only': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };
  try {
    return parseArgs({
      args,
      options: { cases: text, tools: text, attempts: text, results: text, out: text, ...switched },
    }).values;
  } catch (error) {
    problems.push(error.message);
    return {};
  }
}

function chosen(flag, list, all, problems) {
  if (list === undefined) return all;
  const asked = list.split(',');
  const unknown = asked.filter((name) => !all.includes(name));
  if (unknown.length > 0) problems.push(`${flag}: no ${unknown.join(', ')}; there is ${all.join(', ')}`);
  return asked;
}
