/** The word that calls a command; without one it is a load run. */
export type CommandName =
  | 'run'
  | 'init'
  | 'sync-vs-async'
  | 'ab'
  | 'find-max'
  | 'compare'
  | 'baseline'
  | 'trend'
  | 'validate'
  | 'schema'
  | 'import'
  | 'report'
  | 'ui'
  | 'target'
  | 'doctor'
  | 'completion';

/** What each command does. */
export const commandSummaries: Readonly<Record<CommandName, string>> = {
  run: 'the load of a scenario file',
  init: 'a scenario file to begin with',
  'sync-vs-async': 'the same requests one at a time and many at once',
  ab: 'two targets by turns: is one slower for sure?',
  'find-max': 'the highest rate at which a target keeps an SLO',
  compare: 'stored results: is one side worse for sure?',
  baseline: 'what a target does when it is well, with its noise',
  trend: 'what changed in a folder of results, and since when',
  validate: 'what is wrong with scenario files',
  schema: 'the JSON Schema of scenario files, for editors',
  import: 'a scenario file of curl, HAR, OpenAPI or Postman',
  report: 'a stored result again, in any format',
  ui: 'stored results in a browser, any two compared',
  target: 'a small server to try things on',
  doctor: 'what this machine can do as a load generator',
  completion: 'commands and flags for the TAB key of your shell',
};

export const commandNames: readonly string[] = Object.keys(commandSummaries);

/** `inrush target   a small server to try things on`, a line each. */
export function commandLines(): string {
  return Object.entries(commandSummaries)
    .map(([name, summary]) => `${`inrush ${name}`.padEnd(28)}${summary}`)
    .join('\n');
}
