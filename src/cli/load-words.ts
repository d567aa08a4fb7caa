import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { Problem } from '../base/errors.ts';
import { codeEndings, dataEndings } from '../scenario/file/file-endings.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import { parseLine } from './command-line.ts';
import { bind, type BoundFlag } from './flag.ts';
import { emptyScenarioDraft, type ScenarioDraft, type ScenarioFlag } from './scenario-draft.ts';
import { emptyEnvDraft, type EnvDraft, envFlags } from './scenario-flags.ts';
import { emptyServerDraft, type ServerDraft, serverFlags, splitServer } from './server-words.ts';

/** The line of a command that takes URLs, or a scenario file in their place. */
export type LoadWords = {
  readonly scenario: ScenarioDraft;
  readonly env: EnvDraft;
  readonly serverDraft: ServerDraft;
  /** null: what is sent stands on the line itself. */
  readonly file: string | null;
  readonly words: readonly string[];
  /** What follows `--`. */
  readonly server: ServerCommand | null;
  readonly wantsHelp: boolean;
  readonly problems: readonly Problem[];
};

export type LoadFlags = {
  /** Bound to the drafts of the command itself. */
  readonly own: readonly BoundFlag[];
  readonly ofUrls: readonly ScenarioFlag[];
  readonly ofFile: readonly ScenarioFlag[];
};

export function readLoadWords(args: readonly string[], { own, ofUrls, ofFile }: LoadFlags): LoadWords {
  const { own: line, server, problems: serverProblems } = splitServer(args);
  const [scenario, env, serverDraft] = [emptyScenarioDraft(), emptyEnvDraft(), emptyServerDraft()];
  const always = [...own, ...bind(serverFlags, serverDraft)];
  const withUrls = bind(ofUrls, scenario);
  const withFile = [...bind(ofFile, scenario), ...bind(envFlags, env)];
  const file = scenarioIn(line, [...always, ...withUrls, ...withFile]);
  const flags = [...always, ...(file === null ? withUrls : withFile)];
  const { words, wantsHelp, problems } = parseLine(line, flags);
  const all = [...problems, ...serverProblems];
  return { scenario, env, serverDraft, file, words, server, wantsHelp, problems: all };
}

/**
 * The scenario file among the words; null: it is about URLs. All flags must be known to tell words from values, such as
 * that of `-o`; nothing is read into their drafts.
 */
export function scenarioIn(args: readonly string[], flags: readonly BoundFlag[]): string | null {
  const { words } = parseLine(
    args,
    flags.map((flag) => ({ ...flag, take: () => undefined })),
  );
  return words.find(isScenario) ?? null;
}

const endings: ReadonlySet<string> = new Set([...dataEndings, ...codeEndings]);
/** `checkout.yaml`, `./checkout.yaml`, `load/checkout.yaml`; a host has a dot or a port, or is this machine. */
const pathAlone = /^(?:[^:/]+$|\.{0,2}\/|(?!localhost\/)[^.:/]+\/)/;

/** A URL may end like a file: that one is there, or can't be a URL. */
function isScenario(word: string): boolean {
  if (!endings.has(extname(word)) || word.includes('://')) return false;
  return existsSync(word) || pathAlone.test(word);
}
