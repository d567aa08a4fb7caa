import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { ServeFile } from '../../scenario/file/scenario-file.ts';
import { type ServerCommand, serverDefaults } from '../../scenario/server-command.ts';
import type { ProblemList } from './problem-list.ts';
import { durationMs } from './quantity.ts';

/** `serve:` of a scenario file, which lies in `folder`; null without one, or where it is wrong. Starts nothing. */
export function planServer(
  problems: ProblemList,
  given: string | ServeFile | undefined,
  folder: string,
): ServerCommand | null {
  if (given === undefined) return null;
  const at: ScenarioPath = ['serve'];
  const isShort = typeof given === 'string';
  const file: ServeFile = isShort ? { command: given } : given;
  const time = (key: 'readyTimeout' | 'stopTimeout', least: 'above 0' | '0 or more'): number | null => {
    const text = file[key];
    return text === undefined ? null : durationMs(problems, [...at, key], text, least);
  };
  const command = planCommand(problems, isShort ? at : [...at, 'command'], file.command);
  const cwd = planFolder(problems, [...at, 'cwd'], resolve(folder, file.cwd ?? '.'));
  const readyTimeoutMs = time('readyTimeout', 'above 0');
  const stopTimeoutMs = time('stopTimeout', '0 or more');
  if (command === null) return null;
  return {
    command,
    cwd,
    env: planEnv(problems, [...at, 'env'], file.env ?? {}),
    ready: planReady(problems, [...at, 'ready', 'log'], file.ready),
    readyTimeoutMs: readyTimeoutMs ?? serverDefaults.readyTimeoutMs,
    stopTimeoutMs: stopTimeoutMs ?? serverDefaults.stopTimeoutMs,
  };
}

function planCommand(
  problems: ProblemList,
  at: ScenarioPath,
  given: ServeFile['command'],
): ServerCommand['command'] | null {
  const words = typeof given === 'string' ? [given] : given;
  if ((words[0] ?? '').trim() === '') {
    return problems.refuse(at, 'there is no command', 'serve: node server.js');
  }
  if (words.some((word) => word.includes('\0'))) {
    return problems.refuse(at, 'a command holds no NUL character');
  }
  return typeof given === 'string' ? { kind: 'shell', line: given } : { kind: 'words', words };
}

function planFolder(problems: ProblemList, at: ScenarioPath, folder: string): string {
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (!isFolder) {
    problems.refuse(at, `there is no folder ${folder}`, "it is relative to the scenario's own folder");
  }
  return folder;
}

function planEnv(
  problems: ProblemList,
  at: ScenarioPath,
  given: NonNullable<ServeFile['env']>,
): ServerCommand['env'] {
  for (const [name, value] of Object.entries(given)) {
    if (name === '' || /[=\0]/.test(name) || String(value).includes('\0')) {
      problems.refuse([...at, name], `"${name}" can't be a variable of the environment`);
    }
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

function planReady(
  problems: ProblemList,
  at: ScenarioPath,
  given: ServeFile['ready'],
): ServerCommand['ready'] {
  if (given === undefined) return serverDefaults.ready;
  if (given.log === '') problems.refuse(at, 'every line holds an empty text', 'log: listening on');
  return { kind: 'log', text: given.log };
}
