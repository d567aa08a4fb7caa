import { basename } from 'node:path/posix';
import type { Problem } from '../../base/errors.ts';
import type { ScenarioFile } from '../file/scenario-file.ts';
import { type CurlOption, notCarried, readCurlOptions } from './curl-options.ts';
import { readCurlRequests } from './curl-request.ts';
import type { Imported, ImportOptions } from './imported.ts';
import { makeScenario } from './make-scenario.ts';
import { withoutMarks } from './marked-text.ts';
import { Notes } from './notes.ts';
import { readShellWords, type ShellCommand } from './shell-words.ts';

/** Commands of curl, as browsers copy them and manuals print them; variables of the shell become those of the environment. */
export function importCurl(text: string, { name }: ImportOptions): Imported {
  const notes = new Notes();
  const { commands, problems } = readShellWords(withoutMarks(text), name);
  const calls = commands.flatMap((command) => curlCall(command, name, notes));
  const found: Problem[] = [...problems];
  if (/\^\s*$|\^"/m.test(text)) {
    const hint = 'in the browser choose “Copy as cURL (bash)”';
    found.push({ message: `${name} is written for the command prompt of Windows`, hint });
  }
  const requests = calls.flatMap(({ options, at }) => readCurlRequests(options, at, notes));
  if (requests.length + found.length === 0) {
    const hint = 'it takes commands such as curl -H "Accept: text/html" http://127.0.0.1:8080/';
    found.push({ message: `${name} holds no curl command for HTTP`, hint });
  }
  const [first] = requests;
  if (first === undefined || found.length > 0) return { ok: false, problems: found };
  const tls = tlsOf(calls.flatMap(({ options }) => options));
  const file = makeScenario(
    { name: nameWithoutEnding(name), target: first.origin, requests, ...(tls === null ? {} : { tls }) },
    notes,
  );
  return { ok: true, file, notes: notes.list() };
}

function nameWithoutEnding(name: string): string {
  return basename(name).replace(/\.\w+$/, '');
}

/** Node's parser of options takes the square of their number. */
const mostWords = 5000;

type CurlCall = { readonly options: readonly CurlOption[]; readonly at: string };

function curlCall({ line, words }: ShellCommand, name: string, notes: Notes): CurlCall[] {
  const at = `${name}:${line}`;
  // What a prompt looks like, and variables that are set for one command.
  const start = words.findIndex((word) => !/^(?:[$%]|sudo|time|[A-Za-z_]\w*=.*)$/.test(word));
  const program = words[start] ?? '';
  if (!/^(?:.*\/)?curl(?:\.exe)?$/.test(program)) {
    if (start >= 0) notes.add('commands other than curl were left out', at);
    return [];
  }
  if (words.length > mostWords) {
    notes.add(`a command of more than ${mostWords} words was left out`, at);
    return [];
  }
  const options = readCurlOptions(words.slice(start + 1));
  for (const option of options) {
    const said = Object.hasOwn(notCarried, option.name) ? notCarried[option.name] : undefined;
    if (said !== undefined) notes.add(said, at);
  }
  return [{ options, at }];
}

/** curl asks for each request, a scenario for all. */
function tlsOf(options: readonly CurlOption[]): NonNullable<ScenarioFile['tls']> | null {
  const last = (name: string): string | null =>
    options.findLast((option) => option.name === name)?.value ?? null;
  const [ca, cert, key] = [last('cacert'), last('cert'), last('key')];
  const isInsecure = options.some(({ name }) => name === 'insecure');
  if (ca === null && cert === null && key === null && !isInsecure) return null;
  return {
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    ...(isInsecure ? { verify: false } : {}),
  };
}
